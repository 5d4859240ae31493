using System.Collections.Immutable;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>
/// What becomes of the tasks that a client is a target of. An online client alone is sent one, and each attempt but once, unless its session broke
/// before the client said that it began. Source: contracts-2.md, Tasks; the facts on connections.
/// </summary>
internal static class Tasking
{
    private static readonly Refusal OlderVersion = new(
        RefusalCode.Unavailable, "A node of an older version is in the cluster, which would lose the client's tasks.", RetryAfter: TimeSpan.FromMinutes(1));

    private static readonly Refusal NeverSent = new(RefusalCode.NotFound, "The client was never sent such a task.", "taskId");

    /// <summary>The client's turn has come.</summary>
    public static Decision Decide(ClientState state, ClientMemory memory, OfferTask offer, DateTimeOffset now, ClientRules rules)
    {
        var known = state.Tasks.Find(offer.Task);
        if (known is not null && (known.Attempt > offer.Attempt || (known.Attempt == offer.Attempt && known.State is not (TargetState.Queued or TargetState.Waiting))))
            return Decision.Nothing(memory, Done.Instance);
        if (!rules.Manages)
            return Decision.Nothing(memory, new Refused(0, OlderVersion, memory.LastTaken));
        var (next, reason) = Judge(state, offer, now);
        // Who waits already has nothing new to say.
        if (known is { State: TargetState.Waiting } && next == TargetState.Waiting && known.Reason == reason)
            return Decision.Nothing(memory, Done.Instance);
        var task = new ClientTask(offer.Task, offer.Kind, offer.Attempt, next, offer.ExpiresAt, offer.Timeout, offer.Retries) { Reason = reason };
        return Step(memory, now, next == TargetState.Sent ? SentThrough(task, state.Presence.Session, now) : task, detail: null);
    }

    /// <summary>The client tells of a task.</summary>
    public static Decision Decide(ClientState state, ClientMemory memory, UpdateTask update, DateTimeOffset now, ClientRules rules)
    {
        if ((Sessions.NotSpeaking(state, memory, update.Via) ?? Fault(state.Tasks.Find(update.Task), update)) is { } fault)
            return Decision.Nothing(memory, new Refused(0, fault, memory.LastTaken));
        var task = state.Tasks.Find(update.Task)!;
        if (task.State == update.State || (update.State == TargetState.Started && task.StartedAt is not null))
            return Decision.Nothing(memory, Done.Instance);
        if (!rules.Manages)
            return Decision.Nothing(memory, new Refused(0, OlderVersion, memory.LastTaken));
        var told = update.State switch
        {
            TargetState.Started => task with { State = TargetState.Started, StartedAt = now },
            TargetState.Failed when task.HasAnotherAttempt(now) => Again(task, TargetReason.AttemptFailed),
            _ => task with { State = update.State, Reason = null },
        };
        return Step(memory, now, told, update.Detail);
    }

    /// <summary>Time alone ends attempts that take too long, and targets that wait or are queued when their task expires.</summary>
    public static Decision Decide(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules)
    {
        if (!rules.Manages)
            return Decision.Nothing(memory, Done.Instance);
        var due = state.Tasks.Open.Where(task => task.Due <= now).Select(task => task switch
        {
            { State: TargetState.Queued or TargetState.Waiting } => task with { State = TargetState.Expired, Reason = null },
            _ when task.HasAnotherAttempt(now) => Again(task, TargetReason.AttemptTimedOut),
            _ => task with { State = TargetState.TimedOut, Reason = null },
        });
        return new Decision([.. due.Select(task => new TaskStepped(now, memory.LastTaken, task))], memory, Done.Instance);
    }

    /// <summary>Adds to what was decided what follows from it for the client's tasks.</summary>
    /// <param name="state">Before it.</param>
    /// <param name="memory">Before it.</param>
    /// <param name="decided">The decision.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="rules">The settings.</param>
    public static Decision Follow(ClientState state, ClientMemory memory, Decision decided, DateTimeOffset now, ClientRules rules)
    {
        if (state.Tasks.Items.IsEmpty || decided.Events.IsEmpty || !rules.Manages)
            return decided;
        // First: a client that is forgotten has no tasks any more.
        var cancelled = decided.Events.SelectMany(happened => Cancelled(state, happened)).Select(task => (ClientEvent)new TaskStepped(now, memory.LastTaken, task));
        var events = ImmutableArray.CreateRange([.. cancelled, .. decided.Events]);
        var after = events.Aggregate(state, Client.Apply);
        return decided with { Events = [.. events, .. Unsent(after, now).Select(task => new TaskStepped(now, after.LastSeq, SentThrough(task, after.Presence.Session, now)))] };
    }

    public static ClientState Apply(ClientState state, TaskStepped stepped) => state with
    {
        LastSeq = stepped.LastSeq,
        // Who is not known keeps nothing: a client that is known anew has no old tasks.
        Tasks = state.Exists ? state.Tasks.With(stepped.Task) : state.Tasks,
    };

    private static (TargetState, TargetReason?) Judge(ClientState state, OfferTask offer, DateTimeOffset now)
    {
        if (!state.Exists)
            return (TargetState.Cancelled, TargetReason.Forgotten);
        if (GoneFor(state.Presence.Goodbye) is { } gone)
            return (TargetState.Cancelled, gone);
        if (now >= offer.ExpiresAt)
            return (TargetState.Expired, null);
        if (state.Connection != Connection.Online)
            return (offer.WhenUnreachable == WhenUnreachable.Keep ? TargetState.Waiting : TargetState.Refused, state.Roaming ? TargetReason.Roaming : TargetReason.Offline);
        if (!state.Capabilities.HasFlag(Capabilities.Tasks))
            return (TargetState.Refused, TargetReason.Unsupported);
        return state.Tasks.Open.Count(task => task.State.IsUnderWay()) >= ClientTasks.MaxOpen ? (TargetState.Refused, TargetReason.Busy) : (TargetState.Sent, null);
    }

    private static Refusal? Fault(ClientTask? task, UpdateTask update) =>
        task is null ? NeverSent
        : task.Attempt != update.Attempt ? new Refusal(RefusalCode.Contradiction, $"The client was sent attempt {task.Attempt} of this task last.", "attempt")
        // Who comes back tells from the beginning what it did.
        : update.State == TargetState.Started && task.StartedAt is not null ? null
        : task.State == update.State || TargetStates.MayTell(task.State, update.State) ? null
        : new Refusal(RefusalCode.Contradiction, $"The attempt is {Words.Of(task.State)}: it cannot become {Words.Of(update.State)}.", "state");

    private static IEnumerable<ClientTask> Cancelled(ClientState state, ClientEvent happened)
    {
        var why = happened switch
        {
            Forgotten => TargetReason.Forgotten,
            SessionEnded ended => GoneFor(ended.Goodbye),
            { BeginsEpoch: true } => TargetReason.ReImaged,
            _ => null,
        };
        return why is null ? [] : state.Tasks.Open
            // What the client did not hold is not lost with its memory.
            .Where(task => why != TargetReason.ReImaged || task.State.IsUnderWay())
            .Select(task => task with { State = TargetState.Cancelled, Reason = why });
    }

    /// <summary>What was sent through a session that is over, and did not begin as far as is known.</summary>
    private static IEnumerable<ClientTask> Unsent(ClientState state, DateTimeOffset now) =>
        state.Exists && state.Connection == Connection.Online && state.Capabilities.HasFlag(Capabilities.Tasks)
            ? state.Tasks.Items.Where(task => task.State == TargetState.Sent && task.Via != state.Presence.Session && now < task.ExpiresAt)
            : [];

    private static TargetReason? GoneFor(GoodbyeReason? goodbye) => goodbye switch
    {
        GoodbyeReason.Uninstalled => TargetReason.Uninstalled,
        GoodbyeReason.Moved => TargetReason.Moved,
        _ => null,
    };

    private static ClientTask SentThrough(ClientTask task, SessionId? session, DateTimeOffset now) => task with { State = TargetState.Sent, Reason = null, SentAt = now, Via = session };

    private static ClientTask Again(ClientTask task, TargetReason why) =>
        task with { Attempt = task.Attempt + 1, State = TargetState.Queued, Reason = why, SentAt = null, StartedAt = null, Via = null };

    private static Decision Step(ClientMemory memory, DateTimeOffset now, ClientTask task, string? detail) =>
        new([new TaskStepped(now, memory.LastTaken, task, detail)], memory, Done.Instance);
}
