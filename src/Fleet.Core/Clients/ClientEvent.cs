using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Something that happened to one client and is kept for ever: one row of the journal.</summary>
/// <param name="ObservedAt">By the client's clock for a report, by the server's for everything else. In whole milliseconds.</param>
/// <param name="LastSeq">Number of the client's last report, also if that one changed nothing and has no row.</param>
/// <param name="Icon">Set if the icon changed with this event.</param>
public abstract record ClientEvent(DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon)
{
    /// <summary>The client's numbers begin anew with it.</summary>
    public bool BeginsEpoch => this is ReportTaken { Epoch: not null } or Registered { Epoch: not null } or SessionOpened { Epoch: not null };

    /// <summary>What an operator did, if the event comes of that; null also in rows from before acts were kept.</summary>
    public Act? Act { get; init; }
}

/// <summary>A client said hello for the first time, or in a new epoch, while reports still wait at it: it exists, and is offline.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Icon">See the base.</param>
/// <param name="Group">The group that the hello of a new client told.</param>
/// <param name="Epoch">The epoch that begins; null: none does.</param>
public sealed record Registered(DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon, GroupName? Group, string? Epoch = null)
    : ClientEvent(ObservedAt, LastSeq, Icon);

/// <summary>A report changed something, or was the first of an epoch.</summary>
/// <param name="ObservedAt">By the client's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Icon">See the base.</param>
/// <param name="Changed">What it changed.</param>
/// <param name="Epoch">The epoch that begins; null: none does.</param>
public sealed record ReportTaken(DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon, ChangedFacts Changed, string? Epoch = null)
    : ClientEvent(ObservedAt, LastSeq, Icon);

/// <summary>The client is present.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Icon">See the base.</param>
/// <param name="Session">The session that makes it so.</param>
/// <param name="Group">The group that the hello told, if it is another one.</param>
/// <param name="AgentVersion">What the hello told.</param>
/// <param name="SupersededAnother">Another session was open until now.</param>
/// <param name="Epoch">The epoch that begins; null: none does.</param>
public sealed record SessionOpened(
    DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon, SessionId Session, GroupName? Group, string? AgentVersion, bool SupersededAnother,
    string? Epoch = null)
    : ClientEvent(ObservedAt, LastSeq, Icon)
{
    /// <summary>What the client understands.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>The tag of the settings that it holds; empty: it holds none, or does not understand settings.</summary>
    public string SettingsTag { get; init; } = "";
}

/// <summary>The client is not present any more.</summary>
public sealed record SessionEnded(
    DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon, SessionId Session, PresenceCause Cause, GoodbyeReason? Goodbye)
    : ClientEvent(ObservedAt, LastSeq, Icon);

/// <summary>The pattern's status became another one without a report, by its age alone.</summary>
/// <param name="ObservedAt">When it reached its age; where it is young again, when that was found.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Icon">See the base.</param>
/// <param name="Status">The new status.</param>
public sealed record PatternJudged(DateTimeOffset ObservedAt, long LastSeq, IconChange? Icon, PatternStatus Status)
    : ClientEvent(ObservedAt, LastSeq, Icon);

/// <summary>Two machines were found to use the client's id, or have not been seen any more.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="IsDuplicate">They are two.</param>
public sealed record IdentityJudged(DateTimeOffset ObservedAt, long LastSeq, bool IsDuplicate) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>An operator changed what is said of the client.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="By">Who.</param>
/// <param name="Marks">All that is said of it from then on.</param>
public sealed record Marked(DateTimeOffset ObservedAt, long LastSeq, string By, Marks Marks) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>An operator changed what is said for the client alone.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Own">All that is said for it from then on.</param>
public sealed record SettingsPut(DateTimeOffset ObservedAt, long LastSeq, LevelSettings Own) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>The client applied settings, or could not.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Tag">Names the settings.</param>
/// <param name="GrantsRoaming">Whether they grant roaming; null: that is not known.</param>
/// <param name="Error">Why it could not apply them; null: it did.</param>
public sealed record SettingsAnswered(DateTimeOffset ObservedAt, long LastSeq, string Tag, bool? GrantsRoaming, string? Error) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>A task came to another state at the client.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="LastSeq">See the base.</param>
/// <param name="Task">How it stands from then on.</param>
/// <param name="Detail">What the client said of it; null: nothing.</param>
public sealed record TaskStepped(DateTimeOffset ObservedAt, long LastSeq, ClientTask Task, string? Detail = null) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>An operator had the client forgotten: only its history stays.</summary>
public sealed record Forgotten(DateTimeOffset ObservedAt, long LastSeq) : ClientEvent(ObservedAt, LastSeq, Icon: null);

/// <summary>The icon in the tray became another one.</summary>
/// <param name="From">Null at the first icon of a client's life.</param>
/// <param name="To">The new one.</param>
/// <param name="Conditions">All conditions that hold with it, shown or not.</param>
public sealed record IconChange(Icon? From, Icon To, Conditions Conditions);
