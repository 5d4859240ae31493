using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Holds what a server tells of its tasks against what the clients did. Where that depends on the moment at which the server asked, whatever may be is right, and nothing else.</summary>
internal sealed class TaskCheck
{
    /// <summary>Targets are judged by what the server saw not longer ago.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private readonly AnswerFinding _counts = new("each target of a task is in one state, and the counts add up to the targets");
    private readonly AnswerFinding _targets = new("tasks have the targets that they were made for");
    private readonly AnswerFinding _states = new("targets stand as their clients did");
    private readonly AnswerFinding _twice = new("no client begins an attempt twice");
    private readonly AnswerFinding _roaming = new("no task reaches a client that roams");
    private readonly ITimeline _timeline;
    private readonly IReadOnlyList<DoneAct> _acts;
    private readonly IReadOnlySet<int> _certain;
    private readonly Dictionary<string, int> _indexes;
    private readonly HashSet<int> _reImaged = [];
    private readonly HashSet<int> _left = [];

    /// <param name="timeline">What was played.</param>
    /// <param name="acts">What the operator did.</param>
    /// <param name="certain">The clients whose connection in the end is certain.</param>
    public TaskCheck(ITimeline timeline, IReadOnlyList<DoneAct> acts, IReadOnlySet<int> certain)
    {
        (_timeline, _acts, _certain) = (timeline, acts, certain);
        _indexes = timeline.Clients.Select((client, i) => (client.Id.Value, i)).ToDictionary(pair => pair.Value, pair => pair.i);
        foreach (var (_, client, _, step) in timeline.Events())
        {
            if (step is ReImage)
                _reImaged.Add(client);
            if (step is SayGoodbye { Reason: GoodbyeReason.Uninstalled or GoodbyeReason.Moved })
                _left.Add(client);
        }
    }

    /// <summary>What the clients did so far.</summary>
    public Ledger Ledger { get; set; } = new([], new HashSet<(int, long)>());

    /// <summary>What was found.</summary>
    public IReadOnlyList<AnswerFinding> Findings => [_counts, _targets, _states, _twice, _roaming];

    /// <summary>Whether a task still has something to come to, as far as the server's word and the clients' go.</summary>
    /// <param name="shown">The task.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="fleet">What the clients are.</param>
    public bool IsUnsettled(ManagedTaskJson shown, IReadOnlyList<TargetJson> targets, OracleFleet fleet) =>
        targets.Any(target => _indexes.TryGetValue(target.ClientId!.Value, out var client) && Fault(shown, target, client, fleet.StateOf(client)) is not null);

    /// <summary>Judges a task.</summary>
    /// <param name="shown">The task; null: the server knows none.</param>
    /// <param name="made">What was made.</param>
    /// <param name="targets">Its targets, in their order.</param>
    /// <param name="fleet">What the clients are in the end.</param>
    public TaskAccount Judge(ManagedTaskJson? shown, DoneAct made, IReadOnlyList<TargetJson> targets, OracleFleet fleet)
    {
        var task = ((OperatorAct.MakeTask)made.Act).Task;
        if (shown is null)
        {
            _targets.Judge(isSo: false, () => $"there is no task {task.Id}");
            return new TaskAccount(task.Id, "unknown", 0, new Dictionary<string, long>(), 0, 0);
        }

        JudgeCounts(shown, targets);
        JudgeTargets(task, made, targets);
        foreach (var target in targets)
        {
            if (!_indexes.TryGetValue(target.ClientId!.Value, out var client))
                continue;
            var fault = Fault(shown, target, client, fleet.StateOf(client)) ?? Unreached(task, made, shown, target, client);
            _states.Judge(fault is null, () => $"{task.Id} at {target.ClientId}: {fault}");
        }

        var (began, twice) = JudgeBegun(task);
        return new TaskAccount(task.Id, Words.Of(shown.State), shown.Targets, shown.ByState.Where(count => count.Value > 0).ToDictionary(count => Words.Of(count.Key), count => count.Value), began, twice);
    }

    private void JudgeCounts(ManagedTaskJson shown, IReadOnlyList<TargetJson> targets)
    {
        _counts.Judge(shown.ByState.Values.Sum() == shown.Targets, () => $"{shown.TaskId} has {shown.Targets:N0} targets, and its counts make {shown.ByState.Values.Sum():N0}");
        _counts.Judge(targets.Count == shown.Targets, () => $"{shown.TaskId} has {shown.Targets:N0} targets, and its list {targets.Count:N0}");
        _counts.Judge(targets.DistinctBy(target => target.ClientId).Count() == targets.Count, () => $"{shown.TaskId} lists a client twice");
        foreach (var (state, count) in shown.ByState)
        {
            var listed = targets.Count(target => target.State == state);
            _counts.Judge(listed == count, () => $"{shown.TaskId} counts {count:N0} {Words.Of(state)}, and lists {listed:N0}");
        }
    }

    /// <summary>Who was there for certain when it was made is a target, and nobody else than those it is for.</summary>
    private void JudgeTargets(TaskDefinition task, DoneAct made, IReadOnlyList<TargetJson> targets)
    {
        var listed = targets.Select(target => target.ClientId!.Value).ToHashSet();
        foreach (var id in listed)
            _targets.Judge(_indexes.TryGetValue(id, out var client) && IsMeant(task.Target, client), () => $"{task.Id} has the target {id}, for whom it is not");
        for (var client = 0; client < _timeline.Clients.Count; client++)
        {
            if (!IsMeant(task.Target, client) || _left.Contains(client) || Ledger.FirstMet(client) is not { } met || met > made.From - Lag)
                continue;
            var id = _timeline.Clients[client].Id.Value;
            _targets.Judge(listed.Contains(id), () => $"{task.Id} lacks the target {id}, which was there since {met}");
        }
    }

    private bool IsMeant(Selection target, int client) => target switch
    {
        Selection.Named named => named.Clients.Contains(_timeline.Clients[client].Id),
        Selection.OfGroup of => of.Group == _timeline.Clients[client].Group,
        _ => true,
    };

    private (long Began, long Twice) JudgeBegun(TaskDefinition task)
    {
        var (began, twice) = (0L, 0L);
        for (var client = 0; client < _timeline.Clients.Count; client++)
        {
            foreach (var (at, _, _, deed) in Ledger.Of(client))
            {
                if (deed is Deed.TaskBegun begun && begun.Task == task.Id)
                    _roaming.Judge(!Ledger.Roams(client, at, Margin), () => $"{_timeline.Clients[client].Id} began {task.Id} at {at}, while it roamed");
            }

            foreach (var (attempt, times) in Ledger.BegunOf(client, task.Id))
            {
                (began, twice) = (began + 1, twice + times - 1);
                _twice.Judge(times == 1, () => $"{_timeline.Clients[client].Id} began attempt {attempt} of {task.Id} {times} times");
            }
        }

        return (began, twice);
    }

    /// <summary>What the server says is not what the client did; null: it may be.</summary>
    private string? Fault(ManagedTaskJson shown, TargetJson target, int client, OracleClient state)
    {
        var (attempt, begun, ends) = (target.Attempt, Ledger.BegunOf(client, shown.TaskId), Ledger.EndsOf(client, shown.TaskId));
        var isThere = state.Connection == Connection.Online && _certain.Contains(client);
        if (begun.Keys.Any(one => one > attempt))
            return $"it is at attempt {attempt}, and the client began attempt {begun.Keys.Max()}";
        switch (target.State)
        {
            case TargetState.Refused or TargetState.Waiting or TargetState.Queued or TargetState.Expired when begun.ContainsKey(attempt):
                return $"it is {Words.Of(target.State)}, and the client began attempt {attempt}";
            case TargetState.Waiting when isThere && shown.State == TaskState.Running:
                return "it waits, and the client is online";
            case TargetState.Sent when isThere && begun.ContainsKey(attempt):
            case TargetState.Started when !begun.ContainsKey(attempt):
                return $"it is {Words.Of(target.State)}, and the client {(begun.ContainsKey(attempt) ? "began" : "did not begin")} attempt {attempt}";
            case TargetState.Started when isThere && ends.TryGetValue(attempt, out var ended):
                return $"it is started, and at the client it {Words.Of(ended)}";
            case TargetState.Succeeded or TargetState.Failed or TargetState.Rejected when ends.GetValueOrDefault(attempt) != target.State:
                return $"it is {Words.Of(target.State)}, and at the client {(ends.TryGetValue(attempt, out var otherwise) ? Words.Of(otherwise) : "it has not ended")}";
            case TargetState.Cancelled when !MayBeCancelled(target, client):
                return $"it is cancelled because of {(target.Reason is { } why ? Words.Of(why) : "nothing")}, which was not so";
            default:
                return null;
        }
    }

    /// <summary>It was refused, waits, or was sent, by a connection that the client had not at any such time; null: it may have.</summary>
    private string? Unreached(TaskDefinition task, DoneAct made, ManagedTaskJson shown, TargetJson target, int client)
    {
        var since = target.At - shown.CreatedAt;
        var (from, to) = (made.From + since - Lag, made.To + since + Lag);
        return (target.State, target.Reason) switch
        {
            (TargetState.Refused, _) when task.WhenUnreachable != WhenUnreachable.Refuse && target.Reason is TargetReason.Offline or TargetReason.Roaming => "it is refused, and was to be kept",
            (TargetState.Waiting, _) when task.WhenUnreachable != WhenUnreachable.Keep => "it waits, and was to be refused",
            (TargetState.Refused, TargetReason.Unsupported) => "it is refused as unsupported, and the client knows tasks",
            (TargetState.Refused, TargetReason.Busy) when _acts.Count(act => act.Act is OperatorAct.MakeTask) <= ClientTasks.MaxOpen => "it is refused as busy, and there are not so many tasks",
            (TargetState.Refused or TargetState.Waiting, TargetReason.Offline) when !Ledger.IsEverAway(client, from, to) => "it was offline, and the client had a session all the time",
            (TargetState.Refused or TargetState.Waiting, TargetReason.Roaming) when !Ledger.MayRoam(client, from, to) => "it was roaming, and the client was not",
            (TargetState.Sent, _) when !Ledger.IsMetAfter(client, made.From - Lag) => "it was sent, and the client was away ever since",
            _ => null,
        };
    }

    private bool MayBeCancelled(TargetJson target, int client) => target.Reason switch
    {
        TargetReason.ReImaged => _reImaged.Contains(client),
        TargetReason.Uninstalled or TargetReason.Moved => _left.Contains(client),
        TargetReason.TaskCancelled => _acts.Any(act => act is { Refusal: null, Act: OperatorAct.OrderTask { Order: TaskOrder.Cancel } }),
        TargetReason.TaskAborted => _acts.Any(act => act.Act is OperatorAct.MakeTask { Task.Rollout.Abort: not null }),
        _ => false,
    };
}

/// <summary>What became of a task, as the server and the clients have it.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">How it stands, in a word.</param>
/// <param name="Targets">How many clients it is for.</param>
/// <param name="ByState">How many of them are in each state, of those that have any.</param>
/// <param name="Began">How many attempts the clients began, by their own account.</param>
/// <param name="BeganTwice">How often one of them was begun once more.</param>
public sealed record TaskAccount(TaskId Task, string State, long Targets, IReadOnlyDictionary<string, long> ByState, long Began, long BeganTwice);
