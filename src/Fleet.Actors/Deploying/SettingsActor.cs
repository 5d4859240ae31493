using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Levels;
using Fleet.Actors.Sessions;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Reading;

namespace Fleet.Actors.Deploying;

/// <summary>
/// Keeps what a node knows of the settings of the fleet and its groups: by the journal at its start, by word of who changes them, and by a look into the journal each second, where
/// a word got lost. What changes is told to the sessions that it concerns, at a pace.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "An actor ends in PostStop.")]
internal sealed class SettingsActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>600 a second: a group of 10,000 sessions has it in 17 s. Each answers, and that takes of ingest what a report does.</summary>
    private static readonly TimeSpan StepEvery = TimeSpan.FromMilliseconds(50);
    private const int SessionsAStep = 30;

    private readonly KnownLevels _settings;
    private readonly SessionDirectory _sessions;
    private readonly LevelJournal _journal;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<JudgeSettings> _waiting = [];
    private readonly HashSet<SessionId> _isWaiting = [];
    private readonly Meter _meter = new("Fleet.Settings");
    private bool _isLooking;
    private bool _isFailing;

    public SettingsActor(KnownLevels settings, SessionDirectory sessions, Func<IJournalSource?> open)
    {
        (_settings, _sessions) = (settings, sessions);
        _meter.CreateObservableGauge("fleet_settings_waiting", () => _waiting.Count, description: "Sessions that a change of settings may concern and that have not had their turn.");
        _journal = new LevelJournal(open, damaged => _log.Error("{0}. What the level said before counts. See \"A damaged row\" in docs/operations.md.", damaged));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var self = Self;
        _settings.Learned = group => self.Tell(new TellSessions(group));
        Timers.StartPeriodicTimer(LookNow.Instance, LookNow.Instance, TimeSpan.Zero, LookEvery);
    }

    protected override void PostStop()
    {
        _settings.Learned = null;
        _meter.Dispose();
        _journal.Dispose();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LevelTold told:
                Learn(told);
                break;
            case TellSessions changed:
                Enqueue(changed.Group);
                break;
            case LookNow when !_isLooking:
                _isLooking = true;
                _ = Task.Run(_journal.Look).PipeTo(Self, failure: cause => new Status.Failure(cause));
                break;
            case List<LevelTold> found:
                found.ForEach(Learn);
                OnLooked();
                break;
            case Status.Failure failure:
                OnFailed(failure.Cause);
                break;
            case TellNext:
                TellSome();
                break;
        }
    }

    private void OnLooked()
    {
        var isFirst = !_settings.IsKnown;
        (_isLooking, _isFailing) = (false, false);
        _settings.Know();
        if (isFirst)
            Enqueue(group: null);
    }

    private void OnFailed(Exception cause)
    {
        _isLooking = false;
        if (!_isFailing)
            _log.Warning("The journal's settings cannot be read; trying again every second: {0}", cause.Message);
        _isFailing = true;
    }

    private void Learn(LevelTold told) => _settings.Learn(told.Group, told.Level);

    /// <summary>Sessions that it concerns; null: all.</summary>
    private void Enqueue(GroupName? group)
    {
        foreach (var judge in _sessions.ThoseManaged(group))
        {
            if (_isWaiting.Add(judge.Session.Id))
                _waiting.Enqueue(judge);
        }

        if (_waiting.Count > 0)
            Timers.StartPeriodicTimer(TellNext.Instance, TellNext.Instance, TimeSpan.Zero, StepEvery);
    }

    private void TellSome()
    {
        for (var told = 0; told < SessionsAStep && _waiting.TryDequeue(out var judge); told++)
        {
            _isWaiting.Remove(judge.Session.Id);
            judge.Stream.Tell(judge);
        }

        if (_waiting.Count == 0)
            Timers.Cancel(TellNext.Instance);
    }

    /// <summary>A level says something else.</summary>
    private sealed record TellSessions(GroupName? Group);

    private sealed class LookNow
    {
        public static LookNow Instance { get; } = new();
    }

    private sealed class TellNext
    {
        public static TellNext Instance { get; } = new();
    }
}
