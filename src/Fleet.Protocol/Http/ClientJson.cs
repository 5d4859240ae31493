using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>A client as the API tells it. What the client never told has its default and is listed as unreported.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Group">Its group.</param>
/// <param name="Connection">Roaming mode goes before presence, presence before absence.</param>
/// <param name="Presence">Whether it has a session, and how that came about.</param>
/// <param name="ScanMethod">Where it looks patterns up.</param>
/// <param name="Pattern">The pattern that it holds.</param>
/// <param name="RealTimeScan">Its Real-time Scan.</param>
/// <param name="SmartProtection">Its link to a Smart Protection Server.</param>
/// <param name="AgentVersion">What its last hello told; not there: nothing.</param>
/// <param name="Unreported">Facts that it never told: they have their defaults.</param>
/// <param name="Since">Since when each told fact holds, by the client's clock.</param>
/// <param name="Icon">What its system tray shows.</param>
/// <param name="Conditions">What calls for somebody's action, shown by the icon or not.</param>
/// <param name="RequiredActions">What to do, in this order.</param>
/// <param name="LastReport">The last report that is in the journal; null: there is none.</param>
/// <param name="Note">What an operator wrote about it; not there: nothing.</param>
/// <param name="Tags">What operators tagged it with, in the order of the words.</param>
/// <param name="Settings">What is in force for it, and how it stands to that.</param>
/// <param name="Offset">Of its last change in the journal.</param>
public sealed record ClientJson(
    ClientId ClientId,
    GroupName Group,
    Connection Connection,
    ClientJson.PresenceJson Presence,
    ScanMethod ScanMethod,
    PatternJson Pattern,
    RealTimeScan RealTimeScan,
    SmartProtection SmartProtection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AgentVersion,
    IEnumerable<Fact> Unreported,
    IReadOnlyDictionary<Fact, DateTimeOffset> Since,
    Icon Icon,
    IEnumerable<Conditions> Conditions,
    IEnumerable<RequiredActionJson> RequiredActions,
    ClientJson.LastReportJson? LastReport,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NoteJson? Note,
    IEnumerable<TagName> Tags,
    ClientSettingsJson Settings,
    long Offset)
{
    /// <summary>Facts that no icon shows.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Whether a client has a session, and how that came about.</summary>
    /// <param name="Cause">Why it is, or is not, present.</param>
    /// <param name="Since">Since when, by the server's clock; null: it never had a session.</param>
    /// <param name="Link">Whether a session is open.</param>
    /// <param name="LastSeen">When the server heard of it last.</param>
    /// <param name="Provenance">How it is known to be there, as of <paramref name="LastSeen"/>; not there: it has no session, or the answer is about the past.</param>
    /// <param name="Goodbye">The reason, if it said goodbye; not there: it did not.</param>
    public sealed record PresenceJson(
        PresenceCause Cause,
        DateTimeOffset? Since,
        PresenceLink Link,
        DateTimeOffset LastSeen,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Provenance? Provenance,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoodbyeReason? Goodbye);

    /// <summary>A report that changed something.</summary>
    /// <param name="Seq">Its number, or a later one that changed nothing.</param>
    /// <param name="ObservedAt">By the client's clock; null: only reports that changed nothing came.</param>
    public sealed record LastReportJson(long Seq, DateTimeOffset? ObservedAt);
}

/// <summary>How a client is connected to the server.</summary>
public enum PresenceLink
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>By a session.</summary>
    Session,
}

/// <summary>The pattern that a client holds.</summary>
public sealed record PatternJson(PatternStatus Status, string? Version, DateTimeOffset? ReleasedAt);

/// <summary>What somebody has to do.</summary>
public sealed record RequiredActionJson(string Code, ActionOwner By, string Text);

/// <summary>A page of clients.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
/// <param name="Total">How many the whole list has; null: it would take longer to count them than to read a page.</param>
public sealed record ClientPageJson(IEnumerable<ClientJson> Items, string? Next, long Offset, long? Total);

/// <summary>A report was taken.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Seq">The report's number.</param>
/// <param name="Offset">Who waits for this offset sees what the report brought about.</param>
/// <param name="Icon">What the system tray shows now.</param>
/// <param name="Changed">The report changed something.</param>
/// <param name="Repeated">It had been taken before; nothing happened.</param>
/// <param name="LastSeq">Highest number that was taken.</param>
/// <param name="Notices">What was not taken of it; not there: nothing.</param>
public sealed record TakenJson(
    ClientId ClientId, long Seq, long Offset, Icon? Icon, bool Changed, bool Repeated, long LastSeq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<NoticeJson>? Notices);

/// <summary>Something that was not taken of a report that was.</summary>
/// <param name="Code">For machines.</param>
/// <param name="Field">The field in question.</param>
/// <param name="Message">For a person.</param>
public sealed record NoticeJson(NoticeCode Code, string Field, string Message);

/// <summary>What an operator wrote about a client.</summary>
/// <param name="Text">On one line.</param>
/// <param name="By">Who: <c>open</c>, as nobody is asked who he is.</param>
/// <param name="At">When, by the server's clock.</param>
public sealed record NoteJson(string Text, string By, DateTimeOffset At);

/// <summary>What is said of a client is as it was wanted.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Offset">Who waits for this offset sees it.</param>
public sealed record MarkedJson(ClientId ClientId, long Offset);

/// <summary>A client was forgotten.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Offset">Of the forgetting, in the journal.</param>
public sealed record ForgottenJson(ClientId ClientId, long Offset);

/// <summary>What all answers that are pages have in common.</summary>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
public sealed record PageEnd(string? Next);
