using HdrHistogram;

namespace Fleet.Sim.Drive;

/// <summary>
/// What a run measured, second by second in its first hour, then in intervals of whole seconds that are a 3,600th of the time so far: so ten times the run
/// has some 8,000 more.
/// </summary>
internal sealed class IntervalLog
{
    private static readonly TimeSpan SecondBySecond = TimeSpan.FromHours(1);

    private readonly List<DriveInterval> _closed = [];
    private readonly IntHistogram _latency = Durations.Coarse();
    private readonly IntHistogram _lateness = Durations.Coarse();
    private TimeSpan _from;
    private TimeSpan _to;
    private Tally _before;
    private Tally _after;
    private (long Waiting, int Online, int Offline, int Roaming) _standings;

    /// <summary>Adds what was measured since the last call.</summary>
    public void Add(TimeSpan now, HistogramBase latency, HistogramBase lateness, in Tally tally, Standings standings)
    {
        _latency.Add(latency);
        _lateness.Add(lateness);
        (_to, _after, _standings) = (now, tally, (standings.Waiting, standings.Online, standings.Offline, standings.Roaming));
        // Ends are multiples of the length, as near as looks come to them, so that being late does not add up.
        var seconds = Math.Max(1, _from.Ticks / SecondBySecond.Ticks);
        if ((long)now.TotalSeconds / seconds > (long)_from.TotalSeconds / seconds)
            Close();
    }

    /// <summary>The intervals so far, the open one included.</summary>
    public IReadOnlyList<DriveInterval> Read() => _to > _from ? [.. _closed, Open()] : [.. _closed];

    private void Close()
    {
        _closed.Add(Open());
        (_from, _before) = (_to, _after);
        _latency.Reset();
        _lateness.Reset();
    }

    private DriveInterval Open() => new(
        _from, _to, _after.Offered - _before.Offered, _after.Acked - _before.Acked, _after.Errors - _before.Errors, _after.Reconnects - _before.Reconnects,
        _standings.Waiting, _standings.Online, _standings.Offline, _standings.Roaming, Distribution.Of(_latency), Distribution.Of(_lateness));
}
