using Akka.Actor;
using Akka.Event;
using Fleet.Journal;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.ReadSide;

/// <summary>Runs a projection, step by step, when the journal has grown. One in the whole cluster; a second one does no harm.</summary>
internal sealed class ProjectorActor : UntypedActor, IWithTimers
{
    private static readonly ProjectorMessage NextStep = new ProjectorMessage.Step();
    private static readonly ProjectorMessage WakeUp = new ProjectorMessage.JournalGrew();
    private readonly Projection _projection;
    private readonly ProjectorSettings _settings;
    private readonly CommitSignal _signal;
    private readonly TimeProvider _time;
    private readonly IActorRef _self;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _isWoken;
    private bool _isFailing;
    private bool _isNextTold;
    private long _began;

    /// <param name="projection">Is disposed of at the end.</param>
    /// <param name="settings">The times.</param>
    /// <param name="signal">Of the journal on this node.</param>
    /// <param name="time">Measures the pace.</param>
    public ProjectorActor(Func<Projection> projection, ProjectorSettings settings, CommitSignal signal, TimeProvider time)
    {
        _projection = projection();
        _settings = settings;
        _signal = signal;
        _time = time;
        _self = Self;
        _began = time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <remarks>A step may take longer than the time from one look at the journal to the next: each look a step more, and whoever asks waits for all of them.</remarks>
    private bool IsStepComing => _isNextTold || Timers.IsTimerActive(nameof(Step));

    protected override void PreStart()
    {
        _signal.Committed += OnCommitted;
        Timers.StartPeriodicTimer(nameof(ProjectorMessage.PollJournal), new ProjectorMessage.PollJournal(), TimeSpan.Zero, _settings.PollInterval);
    }

    protected override void PostStop()
    {
        _signal.Committed -= OnCommitted;
        _projection.Dispose();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ProjectorMessage.PollJournal:
                if (!IsStepComing)
                    Step();
                break;
            case ProjectorMessage.JournalGrew:
                Interlocked.Exchange(ref _isWoken, 0);
                if (!IsStepComing)
                    Timers.StartSingleTimer(nameof(Step), NextStep, UntilNext());
                break;
            case ProjectorMessage.Step:
                _isNextTold = false;
                Step();
                break;
            case ProjectorMessage.StartRebuild:
                Answer(Rebuild);
                break;
            case ProjectorMessage.TellStatus:
                Answer(_projection.Status);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private TimeSpan UntilNext()
    {
        var left = _settings.Pace - _time.GetElapsedTime(_began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Step()
    {
        _began = _time.GetTimestamp();
        try
        {
            if (_projection.Step())
                TellNext();
            if (_isFailing)
                _log.Info("The read model follows the journal again.");
            _isFailing = false;
        }
        catch (Exception e)
        {
            // Whatever it was, readers keep what they have, and nothing but another try can help.
            if (!_isFailing)
                _log.Error(e, "The read model does not follow the journal; trying again every {0}", _settings.RetryAfter);
            _isFailing = true;
            Timers.StartSingleTimer(nameof(Step), NextStep, _settings.RetryAfter);
        }
    }

    private ReadModelStatus Rebuild()
    {
        _projection.Rebuild();
        _log.Info("The read model is being built anew; queries are answered from the old one until then.");
        if (!IsStepComing)
            TellNext();
        return _projection.Status();
    }

    private void TellNext()
    {
        _isNextTold = true;
        _self.Tell(NextStep);
    }

    private void Answer(Func<ReadModelStatus> question)
    {
        try
        {
            Sender.Tell(question());
        }
        catch (Exception e)
        {
            // Whoever asks learns that it was not done; the periodic step mends what can be mended.
            _log.Error(e, "The read model's projector cannot do what it is asked");
            Sender.Tell(new Status.Failure(e));
        }
    }

    /// <summary>On the journal's threads: one message, however many commits it stands for.</summary>
    private void OnCommitted(object? sender, EventArgs e)
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
            _self.Tell(WakeUp);
    }
}
