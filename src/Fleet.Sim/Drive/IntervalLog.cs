using HdrHistogram;

namespace Fleet.Sim.Drive;

/// <summary>
/// What a run measured, interval by interval, in constant memory: when there are too many, pairs become one and the
/// interval doubles. Distributions are merged as histograms, as percentiles have no mean.
/// </summary>
internal sealed class IntervalLog
{
    private const int Most = 160;

    private readonly List<OpenInterval> _entries = [];
    private TimeSpan _length = TimeSpan.FromSeconds(1);
    private OpenInterval _open = new(TimeSpan.Zero, default);

    /// <summary>Adds what was measured since the last call.</summary>
    public void Add(TimeSpan now, HistogramBase latency, HistogramBase lateness, in Tally tally, Standings standings)
    {
        _open.Latency.Add(latency);
        _open.Lateness.Add(lateness);
        _open.Close(now, tally, standings);
        if (now - _open.From < _length)
            return;
        _entries.Add(_open);
        _open = new OpenInterval(now, tally);
        if (_entries.Count == Most)
            MergePairs();
    }

    /// <summary>The intervals so far, the open one included.</summary>
    public IReadOnlyList<DriveInterval> Read() => [.. _entries.Append(_open).Where(entry => entry.To > entry.From).Select(entry => entry.Read())];

    private void MergePairs()
    {
        for (var i = 0; i < Most / 2; i++)
        {
            _entries[i] = _entries[2 * i];
            _entries[i].Take(_entries[(2 * i) + 1]);
        }

        _entries.RemoveRange(Most / 2, Most / 2);
        _length *= 2;
    }

    private sealed class OpenInterval
    {
        private readonly Tally _before;
        private Tally _after;
        private (long Waiting, int Online, int Offline, int Roaming) _standings;

        public OpenInterval(TimeSpan from, Tally before)
        {
            From = To = from;
            _before = _after = before;
        }

        public TimeSpan From { get; }

        public TimeSpan To { get; private set; }

        public IntHistogram Latency { get; } = Durations.Coarse();

        public IntHistogram Lateness { get; } = Durations.Coarse();

        public void Close(TimeSpan to, in Tally after, Standings standings)
        {
            (To, _after) = (to, after);
            _standings = (standings.Waiting, standings.Online, standings.Offline, standings.Roaming);
        }

        public void Take(OpenInterval next)
        {
            Latency.Add(next.Latency);
            Lateness.Add(next.Lateness);
            (To, _after, _standings) = (next.To, next._after, next._standings);
        }

        public DriveInterval Read() => new(
            From, To, _after.Offered - _before.Offered, _after.Acked - _before.Acked, _after.Errors - _before.Errors, _after.Reconnects - _before.Reconnects,
            _standings.Waiting, _standings.Online, _standings.Offline, _standings.Roaming,
            Percentiles.Of(Latency), Percentiles.Of(Lateness));
    }
}
