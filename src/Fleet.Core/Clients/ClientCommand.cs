using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Something that somebody wants of one client. Every command is answered by a <see cref="ClientReply"/>.</summary>
public abstract record ClientCommand
{
    /// <summary>The highest number that a report may have, 2^53 - 1: what reads JSON may hold numbers as floating-point ones.</summary>
    public const long MaxSeq = (1L << 53) - 1;
}

/// <summary>Take a report.</summary>
/// <param name="Seq">The report's number, 1 to <see cref="ClientCommand.MaxSeq"/>.</param>
/// <param name="Acked">Highest number up to which the client holds answers, final refusals among them: less than its own.</param>
/// <param name="ObservedAt">By the client's clock, in whole milliseconds.</param>
/// <param name="Facts">What it tells.</param>
/// <param name="Via">The session that it came through; null: none.</param>
/// <param name="Fault">
/// Set if the report could not be read: it is refused for good, in its turn, and the next one may follow.
/// </param>
/// <param name="Epoch">What its number counts in, or its session's do: empty if the client has none. Null: epochs are not heeded.</param>
public sealed record TakeReport(
    long Seq, long Acked, DateTimeOffset ObservedAt, ReportedFacts Facts, SessionId? Via = null, Refusal? Fault = null,
    string? Epoch = null) : ClientCommand
{
    /// <summary>
    /// Which attempt of its session this is, from 1: it comes back with the answer, so that an answer to a number that was given up is
    /// not taken for one to the same number sent again. 0: not told.
    /// </summary>
    public int Round { get; init; }
}

/// <summary>A session said hello.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Group">The group that it told; null: none.</param>
/// <param name="AgentVersion">What it told; null: nothing.</param>
/// <param name="BacklogThrough">The client is present when the report of this number is folded; 0: at once.</param>
/// <param name="Epoch">What its numbers count in; empty: it has none. Null: epochs are not heeded.</param>
public sealed record OpenSession(SessionId Session, GroupName? Group = null, string? AgentVersion = null, long BacklogThrough = 0, string? Epoch = null) : ClientCommand
{
    /// <summary>What the client understands.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>The tag of the settings that it holds; empty: it told none.</summary>
    public string SettingsTag { get; init; } = "";
}

/// <summary>A session is over. Applies to the session that it names and to no other; may be repeated.</summary>
public sealed record EndSession(SessionId Session, PresenceCause Cause, GoodbyeReason? Goodbye = null) : ClientCommand;

/// <summary>A hint that something may not be so any more because time has passed (a pattern's age, two machines with one id): the state decides.</summary>
public sealed record Reconsider : ClientCommand;

/// <summary>Write a note about the client in the place of the one that is there.</summary>
/// <param name="Text">1 to <see cref="Note.MaxLength"/> characters; null: there is to be none.</param>
/// <param name="Operator">Who wants it.</param>
public sealed record PutNote(string? Text, Operator Operator) : ClientCommand;

/// <summary>Put a tag to the client, or take it away.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="IsOn">The client is to have it.</param>
/// <param name="Operator">Who wants it.</param>
public sealed record PutTag(TagName Tag, bool IsOn, Operator Operator) : ClientCommand;

/// <summary>Change what is said for the client alone.</summary>
/// <param name="Patch">The change.</param>
/// <param name="Operator">Who wants it.</param>
/// <param name="IfMatch">Versions that it was made for; null: whatever there is. See <see cref="LevelChange"/>.</param>
public sealed record PutSettings(SettingsPatch Patch, Operator Operator, string? IfMatch = null) : ClientCommand;

/// <summary>The client answers settings that a session sent it.</summary>
/// <param name="Via">The session.</param>
/// <param name="Tag">Names them.</param>
/// <param name="GrantsRoaming">Whether they grant roaming; null: the session does not know any more.</param>
/// <param name="Error">Why it could not apply them; null: it did.</param>
public sealed record AnswerSettings(SessionId Via, string Tag, bool? GrantsRoaming, string? Error) : ClientCommand;

/// <summary>Forget the client.</summary>
/// <param name="Operator">Who wants it.</param>
public sealed record Forget(Operator Operator) : ClientCommand;

/// <summary>The client's turn has come to be sent a task: its state decides what becomes of it. May be repeated.</summary>
/// <param name="Task">The task.</param>
/// <param name="Kind">What it has the client do.</param>
/// <param name="Attempt">Which attempt, from 1: the first one is answered to, others only where the attempt before left the client queued.</param>
/// <param name="WhenUnreachable">What becomes of a client that cannot be reached.</param>
/// <param name="ExpiresAt">From then on it is not sent.</param>
/// <param name="Timeout">How long an attempt may take.</param>
/// <param name="Retries">How many attempts may follow the first one.</param>
public sealed record OfferTask(
    TaskId Task, TaskKind Kind, int Attempt, WhenUnreachable WhenUnreachable, DateTimeOffset ExpiresAt, TimeSpan Timeout, int Retries) : ClientCommand
{
    /// <summary>Comes back with the answer: who offers many tells the answers by it.</summary>
    public long Number { get; init; }
}

/// <summary>A client tells how far it is with a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Attempt">The attempt that it was sent.</param>
/// <param name="State">Started, succeeded, failed or rejected.</param>
/// <param name="Detail">What it says of it; null: nothing.</param>
/// <param name="Via">The session that it came through.</param>
public sealed record UpdateTask(TaskId Task, int Attempt, TargetState State, string? Detail, SessionId Via) : ClientCommand
{
    /// <summary>Comes back with the answer.</summary>
    public long Number { get; init; }

    /// <summary>Characters that a detail may have.</summary>
    public const int MaxDetail = 1_000;
}
