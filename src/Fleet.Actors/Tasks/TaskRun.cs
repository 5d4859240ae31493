using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.Tasks;

/// <summary>
/// What is kept of a task while its targets are offered it. Nothing of it must not be lost: where the pacing has come to, the targets tell.
/// </summary>
/// <param name="task">The task.</param>
/// <param name="offset">Of its last row.</param>
internal sealed class TaskRun(FleetTask task, long offset)
{
    private readonly Dictionary<ClientId, Offered> _offered = [];
    private TaskPace _pace = TaskPace.Begun;
    private TimeSpan? _pacedAt;
    private TimeSpan _judgedAt = TimeSpan.MinValue;
    private TimeSpan _lookedAt = TimeSpan.MinValue;
    private long _cursor = -1;
    private long _waitingCursor = -1;

    /// <summary>The task as it is.</summary>
    public FleetTask Task { get; private set; } = task;

    /// <summary>Of its last row: tables from before say nothing of it.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The task is so from now on.</summary>
    public void Follow(FleetTask changed, long at) => (Task, Offset, _judgedAt) = (changed, at, TimeSpan.MinValue);

    /// <summary>Whether it is to be judged by its targets; if so, that is done.</summary>
    public bool IsToBeJudged(TimeSpan at, TimeSpan every) => IsDue(ref _judgedAt, at, every);

    /// <summary>How its targets stand.</summary>
    public TaskFigures FiguresOf(ITaskTables tables, TaskRecord record) =>
        new(record.Counts, !tables.HasAny(record.Number, [TargetState.Queued, TargetState.Sent, TargetState.Started], Task.Reached));

    /// <summary>Time has passed: how many offers may be made now.</summary>
    public int MayOffer(TimeSpan at, long sent)
    {
        // The pace begins with the first offer that could be made: what went before is not made up for.
        var elapsed = at - (_pacedAt ?? at);
        _pacedAt = at;
        if (!Task.IsOffered)
        {
            _pace = TaskPace.Begun;
            return 0;
        }

        _pace = _pace.After(elapsed, Task.Definition.Rollout.RateAfter(sent));
        return _pace.Offers;
    }

    /// <summary>The targets to be offered it now, and which attempt: those whose turn comes again before those whose turn comes first.</summary>
    public List<(ClientId Client, int Attempt)> Next(ITaskTables tables, long number, int most, TimeSpan at, TaskSettings settings)
    {
        var found = new List<(ClientId, int)>();
        if (IsDue(ref _lookedAt, at, settings.JudgeEvery))
        {
            Take(tables.Targets(number, [TargetState.Queued], -1, _cursor + 1, most + _offered.Count).Select(target => (target.Client, target.Attempt)));
            Take(Returned(tables, number, settings.WaitingPage));
        }

        if (found.Count < most)
        {
            var fresh = tables.Targets(number, [TargetState.Queued], _cursor, Task.Reached, most - found.Count);
            _cursor = fresh.Count > 0 ? fresh[^1].Place : _cursor;
            Take(fresh.Select(target => (target.Client, target.Attempt)));
        }

        _pace = _pace.Without(found.Count);
        return found;

        void Take(IEnumerable<(ClientId Client, int Attempt)> targets) =>
            found.AddRange(targets.Where(target => !_offered.ContainsKey(target.Client)).Take(most - found.Count));
    }

    /// <summary>A client was offered it.</summary>
    public void Offer(ClientId client, TimeSpan at) => _offered[client] = new Offered(at);

    /// <summary>A client has answered.</summary>
    /// <param name="client">The client.</param>
    /// <param name="at">Now.</param>
    /// <param name="visibleAt">Tables from this offset on say what came of it.</param>
    /// <param name="retryAfter">It could not take the offer now; null: it could.</param>
    public void Answered(ClientId client, TimeSpan at, long visibleAt, TimeSpan? retryAfter)
    {
        if (_offered.ContainsKey(client))
            _offered[client] = new Offered(at + (retryAfter ?? TimeSpan.Zero)) { VisibleAt = visibleAt };
    }

    /// <summary>Those whose answer is visible, or that have not answered for too long, may be offered it again.</summary>
    public void Forget(TimeSpan at, long visible, TimeSpan patience)
    {
        foreach (var (client, offered) in _offered)
        {
            // A dictionary may be thinned while it is walked through.
            if (offered.VisibleAt is { } offset ? visible >= offset && at >= offered.At : at - offered.At >= patience)
                _offered.Remove(client);
        }
    }

    /// <summary>Targets that wait and can be reached, stretch by stretch; or whose client is no more, as it says itself.</summary>
    private IEnumerable<(ClientId Client, int Attempt)> Returned(ITaskTables tables, long number, int page)
    {
        var waiting = tables.Waiting(number, _waitingCursor, page);
        _waitingCursor = waiting.Count < page ? -1 : waiting[^1].Place;
        return waiting.Where(target => target.Connection is Connection.Online or null).Select(target => (target.Client, 1));
    }

    private static bool IsDue(ref TimeSpan last, TimeSpan at, TimeSpan every)
    {
        if (last != TimeSpan.MinValue && at - last < every)
            return false;
        last = at;
        return true;
    }

    /// <summary>An offer.</summary>
    /// <param name="At">When it was made; or from when on it may be made again, if it was answered.</param>
    private sealed record Offered(TimeSpan At)
    {
        public long? VisibleAt { get; init; }
    }
}
