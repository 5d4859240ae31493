namespace Fleet.Sim.Drive;

/// <summary>All durations of a run, and how it went interval by interval.</summary>
internal sealed class Measurements
{
    private readonly Durations _latency = new();
    private readonly Durations _lateness = new();
    private readonly IntervalLog _log = new();
    private TimeSpan _from;

    /// <summary>From the moment a report was due to its ack.</summary>
    public Durations Latency { get; } = new();

    /// <summary>From the moment a step was due to the moment the generator had it ready to send.</summary>
    public Durations Lateness { get; } = new();

    /// <summary>From the moment a client wanted a session to its welcome.</summary>
    public Durations Connect { get; } = new();

    /// <summary>The intervals so far.</summary>
    public IReadOnlyList<DriveInterval> Intervals => _log.Read();

    public void RecordLatency(TimeSpan dueAt, TimeSpan latency)
    {
        if (dueAt >= _from)
            _latency.Record(latency);
    }

    public void RecordLateness(TimeSpan dueAt, TimeSpan lateness)
    {
        if (dueAt >= _from)
            _lateness.Record(lateness);
    }

    public void RecordConnect(TimeSpan took) => Connect.Record(took);

    /// <summary>Forgets what was measured of reports: from here on counts what becomes due from here on. The intervals stay, and the log-ins, most of which were before.</summary>
    public void BeginAt(TimeSpan from)
    {
        _from = from;
        foreach (var durations in new[] { _latency, _lateness, Latency, Lateness })
            durations.Clear();
    }

    /// <summary>The latencies since the last call, which from here count to the whole.</summary>
    public Percentiles CloseInterval(TimeSpan now, in Tally tally, Standings standings)
    {
        var percentiles = _latency.Percentiles;
        _log.Add(now, _latency.Histogram, _lateness.Histogram, tally, standings);
        Latency.Add(_latency);
        Lateness.Add(_lateness);
        _latency.Clear();
        _lateness.Clear();
        return percentiles;
    }
}
