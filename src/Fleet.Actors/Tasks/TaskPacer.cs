using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.Tasks;

/// <summary>
/// Offers tasks to their targets, each at its pace, and says how the targets stand. It decides nothing: a client decides what becomes of an offer, a task's
/// actor what becomes of the task. So a second pacer does no harm, and one that begins anew finds out where the last one was.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "An actor ends in PostStop.")]
internal sealed class TaskPacer : UntypedActor, IWithTimers
{
    private readonly TaskEnvironment _environment;
    private readonly Dictionary<TaskId, TaskRun> _runs = [];
    private readonly Dictionary<long, Offer> _offers = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly TaskMetrics _metrics;
    private readonly long _began;
    private long? _settledAt;
    private bool _isBegun;
    private bool _isFailing;
    private long _number;

    public TaskPacer(TaskEnvironment environment)
    {
        _environment = environment;
        _metrics = new TaskMetrics(environment.Time);
        _began = environment.Time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TaskSettings Settings => _environment.Settings;

    /// <summary>By a clock that nobody sets.</summary>
    private TimeSpan Now => _environment.Time.GetElapsedTime(_began);

    protected override void PreStart() => Timers.StartPeriodicTimer(GoOn.Instance, GoOn.Instance, TimeSpan.Zero, Settings.Step);

    protected override void PostStop() => _metrics.Dispose();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GoOn:
                Try(Step);
                break;
            case TaskChanged changed:
                Follow(changed.Task, changed.Offset);
                break;
            case ClientAnswer answer when _offers.Remove(answer.To.Seq, out var offer):
                _metrics.Answered(answer.Reply);
                var later = (answer.Reply as Refused)?.Refusal.RetryAfter;
                offer.Run.Answered(offer.Client, Now, answer.Offset, later);
                break;
            case ClientAnswer:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(FleetTask task, long offset)
    {
        if (task.IsEnded)
            _runs.Remove(task.Definition.Id);
        else if (!_runs.TryGetValue(task.Definition.Id, out var run))
            _runs.Add(task.Definition.Id, new TaskRun(task, offset));
        else if (offset > run.Offset)
            run.Follow(task, offset);
    }

    /// <summary>While the store is away, or the read model is being built, there is nothing to go by.</summary>
    private void Try(Action step)
    {
        try
        {
            step();
            if (_isFailing)
                _log.Info("Tasks go on.");
            _isFailing = false;
        }
        catch (QueryException)
        {
            // The read model is being built: it says so itself.
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            if (!_isFailing)
                _log.Warning("Tasks wait: {0}", e.Message);
            _isFailing = true;
        }
    }

    private void Step()
    {
        if (!_isBegun)
        {
            Begin();
            return;
        }

        if (_runs.Count > 0 && (_environment.Admission.Failing is not null || _environment.Queries.Lag(_environment.Time.GetUtcNow()).Age > Settings.MaxLag))
            return;
        GiveUpOffers();
        _metrics.WentRound(_runs.Count == 0 ? [] : _environment.Queries.Read(snapshot =>
            _runs.Values.Where(run => run.Offset <= snapshot.Offset).ToList().Select(run => GoOnWith(run, snapshot)).OfType<TargetCounts>().ToArray()));
    }

    /// <summary>
    /// Finds the tasks that were there before. The pacer before this one may have offered something a moment ago: no such offer is begun after its time, and what
    /// became of those that were is in the journal up to the end that it has then, or the client still works on it and takes a second offer after it. So from where that
    /// end is visible on, nobody counts as queued who had his turn, however many tasks a client has forgotten since.
    /// </summary>
    private void Begin()
    {
        if (Now < Settings.OfferWithin)
            return;
        var settled = _settledAt ??= _environment.Queries.End();
        var found = _environment.Queries.Read(snapshot => snapshot.Offset < settled ? null : snapshot.Tasks.List(
            [TaskState.Running, TaskState.Paused, TaskState.WaitingForApproval], [], long.MaxValue, int.MaxValue));
        if (found is null)
            return;
        foreach (var task in found)
            Follow(task.Task, task.Offset);
        _isBegun = true;
    }

    /// <summary>Returns how the targets stand; null: they are not visible.</summary>
    private TargetCounts? GoOnWith(TaskRun run, IReadSnapshot snapshot)
    {
        if (snapshot.Tasks.Find(run.Task.Definition.Id.Value) is not { } record)
            return null;
        run.Forget(Now, snapshot.Offset, Settings.AnswerWithin);
        if (run.IsToBeJudged(Now, Settings.JudgeEvery))
        {
            var figures = run.FiguresOf(snapshot.Tasks, record);
            if (!ReferenceEquals(TaskRules.Judge(run.Task, figures, _environment.Time.GetUtcNow()), run.Task))
                Context.Parent.Tell(new TaskFound(run.Task.Definition.Id, figures));
        }

        var room = Math.Min(run.MayOffer(Now, record.Counts.Sent), Settings.MostOffers - _offers.Count);
        foreach (var (client, attempt) in room > 0 ? run.Next(snapshot.Tasks, record.Number, room, Now, Settings) : [])
            Tell(run, client, attempt);
        return record.Counts;
    }

    private void Tell(TaskRun run, ClientId client, int attempt)
    {
        var task = run.Task.Definition;
        run.Offer(client, Now);
        _offers.Add(++_number, new Offer(run, client, Now));
        _environment.Clients.Tell(new ToClient(
            client,
            new OfferTask(task.Id, task.Kind, attempt, task.WhenUnreachable, run.Task.ExpiresAt, task.Timeout, task.Retries) { Number = _number },
            Deadline.In(Settings.OfferWithin, _environment.Time)));
    }

    /// <summary>Nobody answers any more: the room that they take is others' then.</summary>
    private void GiveUpOffers()
    {
        foreach (var (number, offer) in _offers)
        {
            if (Now - offer.At >= Settings.AnswerWithin && _offers.Remove(number))
                _metrics.GaveUp();
        }
    }

    private sealed record Offer(TaskRun Run, ClientId Client, TimeSpan At);

    private sealed class GoOn
    {
        public static GoOn Instance { get; } = new();
    }
}
