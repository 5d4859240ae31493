using Fleet.Sim.Timeline;

namespace Fleet.Sim.Drive;

/// <summary>Makes the steps of a timeline when they are due, and afterwards sends everybody home.</summary>
internal sealed class Playback : IDisposable
{
    private const int StepsATurn = 1024;

    /// <summary>As fast as possible means: as fast as this many clients at once get where they are going.</summary>
    private const int MostUnsettled = 2000;

    private readonly IEnumerator<TimelineEvent> _events;
    private readonly ITimeline _timeline;
    private readonly Speed _speed;
    private readonly RunClock _clock;
    private readonly VirtualClients _clients;
    private readonly Measurements _measurements;
    private bool _more;
    private bool _stopped;
    private int _sentHome = int.MaxValue;
    private TimeSpan _upTo = TimeSpan.MaxValue;

    public Playback(ITimeline timeline, Speed speed, RunClock clock, VirtualClients clients, Measurements measurements)
    {
        _timeline = timeline;
        _speed = speed;
        _clock = clock;
        _clients = clients;
        _measurements = measurements;
        // As fast as possible, an operator's act has its place among the events all the same.
        if (speed.Factor is null && timeline.Acts.Count > 0)
            _upTo = timeline.Acts[0].At;
        _events = timeline.Events().GetEnumerator();
        _more = _events.MoveNext();
    }

    /// <summary>How long the timeline takes; null if as fast as possible, or without an end.</summary>
    public TimeSpan? Length => _speed.Factor is null || _timeline.Length == TimeSpan.MaxValue ? null : _speed.DueAt(_timeline.Length);

    /// <summary>Steps that were made.</summary>
    public long Played { get; private set; }

    /// <summary>The moment of the timeline to which it was played.</summary>
    public TimeSpan PlayedThrough { get; private set; }

    /// <summary>Every step is made, and the timeline is over.</summary>
    public bool Ended => !_more && (_stopped || _clock.Now >= (Length ?? TimeSpan.Zero));

    public bool AllSentHome => _sentHome == _clients.Count;

    /// <summary>Makes no more steps: the timeline is over here and now.</summary>
    public void Stop() => (_more, _stopped) = (false, true);

    /// <summary>Every event before a moment is made; where a speed is given, that is so when it is due.</summary>
    public bool Reached => !_more || _events.Current.At >= _upTo;

    /// <summary>As fast as possible, goes on to a moment and no further: events of that moment wait.</summary>
    public void PlayUpTo(TimeSpan at) => _upTo = at;

    /// <summary>Begins to send everybody home.</summary>
    public void SendHome() => _sentHome = 0;

    /// <summary>Makes the steps that are due, a bounded number of them. False if there were none.</summary>
    public bool Turn(TimeSpan now)
    {
        var steps = 0;
        for (; steps < StepsATurn && _more && MayPlay(now); steps++)
        {
            var happening = _events.Current;
            var dueAt = _speed.Factor is null ? now : _speed.DueAt(happening.At);
            _clients.Play(happening, dueAt);
            if (_speed.Factor is not null)
                _measurements.RecordLateness(dueAt, _clock.Now - dueAt);
            (Played, PlayedThrough) = (Played + 1, happening.At);
            _more = _events.MoveNext();
        }

        for (; steps < StepsATurn && _sentHome < _clients.Count && _clients.Standings.Unsettled < MostUnsettled; steps++)
            _clients.SendHome(_sentHome++);
        return steps > 0;
    }

    /// <summary>How long nothing is due, at most so long.</summary>
    public TimeSpan Pause(TimeSpan atMost)
    {
        if (!_more || _speed.Factor is null)
            return atMost;
        var pause = _speed.DueAt(_events.Current.At) - _clock.Now;
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause < atMost ? pause : atMost;
    }

    public void Dispose() => _events.Dispose();

    private bool MayPlay(TimeSpan now) => _speed.Factor is null
        ? now >= TimeSpan.Zero && _events.Current.At < _upTo && _clients.Standings.Unsettled < MostUnsettled
        : _speed.DueAt(_events.Current.At) <= now;
}
