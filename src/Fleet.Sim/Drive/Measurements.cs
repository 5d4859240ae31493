namespace Fleet.Sim.Drive;

/// <summary>All durations of a run; latencies also by the interval, for the live view.</summary>
internal sealed class Measurements
{
    private readonly Durations _interval = new();

    /// <summary>From the moment a report was due to its ack.</summary>
    public Durations Latency { get; } = new();

    /// <summary>From the moment a step was due to the moment the generator had it ready to send.</summary>
    public Durations Lateness { get; } = new();

    /// <summary>From the moment a client wanted a session to its welcome.</summary>
    public Durations Connect { get; } = new();

    public void RecordLatency(TimeSpan latency) => _interval.Record(latency);

    /// <summary>The latencies since the last call, which from here count to the whole.</summary>
    public Percentiles CloseInterval()
    {
        var percentiles = _interval.Percentiles;
        Latency.Add(_interval);
        _interval.Clear();
        return percentiles;
    }
}
