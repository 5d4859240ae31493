using Fleet.Core.Clients;
using Fleet.Core.Tasks;

namespace Fleet.Sim.InProcess;

/// <summary>One task of a play, and its targets as their rows tell.</summary>
internal sealed class PlayedTask
{
    private readonly (TargetState State, int Attempt)[] _targets;
    private readonly Dictionary<int, int> _places;
    private readonly SortedSet<int> _queued = [];
    private readonly SortedSet<int> _again = [];
    private readonly SortedSet<int> _waiting = [];
    private readonly SortedSet<int> _busy = [];
    private readonly IReadOnlyList<int> _clients;
    private TargetCounts _counts = TargetCounts.None;
    private TaskPace _pace = TaskPace.Begun;
    private DateTimeOffset? _pacedAt;
    private FleetTask _task;

    /// <param name="definition">What is wanted.</param>
    /// <param name="targets">Whom, by index, and how each stands at first.</param>
    /// <param name="now">The clock.</param>
    public PlayedTask(TaskDefinition definition, IReadOnlyList<(int Client, NewTarget Target)> targets, DateTimeOffset now)
    {
        _task = new FleetTask(definition.Kept(), now, Operator.Open, targets.Count) { IsMade = true };
        _clients = [.. targets.Select(target => target.Client)];
        _places = _clients.Select((client, place) => (client, place)).ToDictionary(pair => pair.client, pair => pair.place);
        _targets = [.. targets.Select(target => (target.Target.State, 1))];
        for (var place = 0; place < _targets.Length; place++)
        {
            _counts = _counts.With(_targets[place].State);
            Sort(place);
        }
    }

    /// <summary>Its name.</summary>
    public TaskId Id => _task.Definition.Id;

    /// <summary>When nobody is sent it any more.</summary>
    public DateTimeOffset ExpiresAt => _task.ExpiresAt;

    /// <summary>How often its next wave is approved as soon as it waits for that.</summary>
    public int Approvals { get; set; }

    /// <summary>A client is to be offered it when it can be reached.</summary>
    public bool IsWaitedForBy(int client) => _places.TryGetValue(client, out var place) && _targets[place].State == TargetState.Waiting;

    /// <summary>Its targets, by index, with their attempts.</summary>
    public IEnumerable<(int Client, TargetState State, int Attempt)> Targets => _targets.Select((target, place) => (_clients[place], target.State, target.Attempt));

    /// <summary>An operator wants something of it; what cannot be is not.</summary>
    public void Follow(TaskOrder order, DateTimeOffset now) => _task = TaskRules.Follow(_task, order, now, out _);

    /// <summary>A row says how a client stands. What came to its end stays so.</summary>
    public void See(int client, ClientTask task)
    {
        if (_places.TryGetValue(client, out var place) && _targets[place].State.IsOpen())
            Set(place, task.State, task.Attempt);
    }

    /// <summary>The task becomes what it has to be by now.</summary>
    public void Judge(DateTimeOffset now)
    {
        for (var before = (FleetTask?)null; !ReferenceEquals(before, _task);)
        {
            before = _task;
            _task = TaskRules.Judge(_task, new TaskFigures(_counts, _busy.Count == 0 || _busy.Min >= _task.Reached), now);
            if (_task.State == TaskState.WaitingForApproval && Approvals > 0)
            {
                Approvals--;
                Follow(TaskOrder.Approve, now);
            }

            foreach (var place in _task.Leftover is null ? [] : _queued.Concat(_again).Concat(_waiting).ToList())
                Set(place, _task.Leftover!.State, _targets[place].Attempt);
        }
    }

    /// <summary>Whose turn it is; null: nobody's now.</summary>
    /// <param name="isThere">Whether a client can be reached.</param>
    /// <param name="now">The clock.</param>
    public (int Client, OfferTask Offer)? Next(Func<int, bool> isThere, DateTimeOffset now)
    {
        var elapsed = now - (_pacedAt ?? now);
        _pacedAt = now;
        if (!_task.IsOffered)
        {
            _pace = TaskPace.Begun;
            return null;
        }

        _pace = _pace.After(elapsed, Rate);
        if (_pace.Offers == 0 || Place(isThere) is not { } place)
            return null;
        _pace = _pace.Without(1);
        var wanted = _task.Definition;
        return (_clients[place], new OfferTask(Id, wanted.Kind, _targets[place].Attempt, wanted.WhenUnreachable, ExpiresAt, wanted.Timeout, wanted.Retries));
    }

    /// <summary>When somebody's turn comes; null: nobody waits for one.</summary>
    public DateTimeOffset? NextTurn(Func<int, bool> isThere, DateTimeOffset now) => _task.IsOffered && Place(isThere) is not null
        ? now + TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((1 - _pace.Credit) * 60_000 / Rate)))
        : null;

    private double Rate => _task.Definition.Rollout.RateAfter(_counts.Sent);

    private int? Place(Func<int, bool> isThere)
    {
        if (_again.Count > 0)
            return _again.Min;
        foreach (var place in _waiting)
        {
            if (isThere(_clients[place]))
                return place;
        }

        return _queued.Count > 0 && _queued.Min < _task.Reached ? _queued.Min : null;
    }

    private void Set(int place, TargetState state, int attempt)
    {
        _counts = _counts.With(_targets[place].State, -1).With(state);
        _targets[place] = (state, attempt);
        Sort(place);
    }

    private void Sort(int place)
    {
        var (state, attempt) = _targets[place];
        foreach (var (set, isOf) in new[]
        {
            (_queued, state == TargetState.Queued && attempt == 1), (_again, state == TargetState.Queued && attempt > 1), (_waiting, state == TargetState.Waiting),
            (_busy, state == TargetState.Queued || state.IsUnderWay()),
        })
        {
            if (isOf)
                set.Add(place);
            else
                set.Remove(place);
        }
    }
}
