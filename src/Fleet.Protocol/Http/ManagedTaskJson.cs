using System.Text.Json.Serialization;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>A task.</summary>
/// <param name="TaskId">Names it.</param>
/// <param name="Kind">What its clients are to do.</param>
/// <param name="State">How it stands.</param>
/// <param name="Target">Whom it is for.</param>
/// <param name="WhenUnreachable">What becomes of those that cannot be reached.</param>
/// <param name="ExpiresAfter">How long after it was made anybody may be sent it, as d.hh:mm:ss.</param>
/// <param name="Timeout">How long an attempt may take from the moment at which it was sent last, as d.hh:mm:ss.</param>
/// <param name="Retries">How many attempts may follow a first one that failed or was not done in time.</param>
/// <param name="Rollout">How fast.</param>
/// <param name="Note">For people; may be empty.</param>
/// <param name="By">Who made it.</param>
/// <param name="CreatedAt">When, by the server's clock.</param>
/// <param name="ExpiresAt">From then on nobody is sent it.</param>
/// <param name="EndedAt">When it came to its end; null: it has not.</param>
/// <param name="Wave">The wave that it has come to, from 1.</param>
/// <param name="Targets">How many clients it has.</param>
/// <param name="ByState">How they stand: each in one state, so that they add up to the targets.</param>
/// <param name="Offset">Of the journal: the task is so there.</param>
public sealed record ManagedTaskJson(
    TaskId TaskId,
    TaskKind Kind,
    TaskState State,
    TaskTargetJson Target,
    WhenUnreachable WhenUnreachable,
    TimeSpan ExpiresAfter,
    TimeSpan Timeout,
    int Retries,
    RolloutJson Rollout,
    string Note,
    string By,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    int Wave,
    long Targets,
    IReadOnlyDictionary<TargetState, long> ByState,
    long Offset);

/// <summary>Whom a task is for: one of the three.</summary>
/// <param name="Clients">Clients that were named, the first hundred of them.</param>
/// <param name="Group">The clients of a group.</param>
/// <param name="Filter">The clients that a question for a list of clients found.</param>
public sealed record TaskTargetJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ClientId>? Clients,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupName? Group,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Filter);

/// <summary>How fast a task comes to its targets, and what stops it.</summary>
/// <param name="PerMinute">How many targets are offered it a minute.</param>
/// <param name="Increase">Null: the rate stays.</param>
/// <param name="Abort">Null: it goes on, however many fail.</param>
/// <param name="Waves">Null: all targets are one wave.</param>
public sealed record RolloutJson(int PerMinute, IncreaseJson? Increase, AbortJson? Abort, IEnumerable<WaveJson>? Waves);

/// <summary>The rate grows.</summary>
/// <param name="Factor">By this.</param>
/// <param name="After">Each time that so many targets more were sent the task.</param>
public sealed record IncreaseJson(double Factor, int After);

/// <summary>When the task is stopped.</summary>
/// <param name="FailedPercent">So many in a hundred of those that came to an end did not succeed.</param>
/// <param name="Minimum">So many of them there are at least.</param>
public sealed record AbortJson(int FailedPercent, int Minimum);

/// <summary>A share of the targets that is sent the task before the others.</summary>
/// <param name="Percent">Of all targets.</param>
/// <param name="Approve">An operator has to approve the next wave.</param>
public sealed record WaveJson(int Percent, bool Approve);

/// <summary>A page of tasks.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
public sealed record TaskPageJson(IEnumerable<ManagedTaskJson> Items, string? Next, long Offset);

/// <summary>How a client stands to a task.</summary>
/// <param name="TaskId">The task; not there: the list is of one task.</param>
/// <param name="Kind">What it has the client do; not there with <paramref name="TaskId"/>.</param>
/// <param name="ClientId">The client; not there: the list is of one client.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Reason">Why it is in this state; not there: the state says it.</param>
/// <param name="Detail">What the client said of it last; not there: nothing.</param>
/// <param name="NextOccasion">When a client that could not be reached can be; not there: it could be reached, or no occasion will come.</param>
/// <param name="At">Since when it is in this state, by the server's clock.</param>
/// <param name="SentAt">When the attempt was sent last; not there: it was not.</param>
/// <param name="StartedAt">When the client said that it began; not there: it did not.</param>
/// <param name="Offset">Of the row that brought it to this state.</param>
public sealed record TargetJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskId? TaskId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskKind? Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClientId? ClientId,
    TargetState State,
    int Attempt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TargetReason? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OccasionJson? NextOccasion,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SentAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartedAt,
    long Offset);

/// <summary>When a client that could not be reached can be.</summary>
/// <param name="Kind">The kind of occasion.</param>
/// <param name="At">When; not there: nobody knows.</param>
public sealed record OccasionJson(NextOccasion Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null);

/// <summary>A page of targets.</summary>
/// <param name="Items">In the order of their turns; of one client's tasks, the newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
/// <param name="Total">How many the whole list has; not there: nobody has counted.</param>
public sealed record TargetPageJson(
    IEnumerable<TargetJson> Items, string? Next, long Offset, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total);

/// <summary>A task was made, or was there already.</summary>
/// <param name="TaskId">Names it.</param>
/// <param name="Targets">How many clients it has.</param>
/// <param name="Refused">How many of them could not be reached, and were not kept for later.</param>
/// <param name="Offset">Of the journal: who waits for this offset sees the task.</param>
public sealed record TaskMadeJson(TaskId TaskId, long Targets, long Refused, long Offset);

/// <summary>A task is as an operator wants it.</summary>
/// <param name="TaskId">Names it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Offset">Of the journal: who waits for this offset sees it so.</param>
public sealed record TaskOrderedJson(TaskId TaskId, TaskState State, long Offset);
