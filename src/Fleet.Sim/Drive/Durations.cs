using HdrHistogram;

namespace Fleet.Sim.Drive;

/// <summary>Durations of one kind, in constant memory: 1 µs to 1 hour with three significant digits; longer ones count as an hour.</summary>
internal sealed class Durations
{
    public const long Longest = 3_600_000_000;

    private readonly LongHistogram _microseconds = Fine();

    /// <summary>An empty histogram: three significant digits.</summary>
    public static LongHistogram Fine() => new(1, Longest, 3);

    /// <summary>An empty histogram for a short time: two significant digits, a fifteenth of the memory.</summary>
    public static IntHistogram Coarse() => new(1, Longest, 2);

    public void Record(TimeSpan duration) => _microseconds.RecordValue(Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, Longest));

    public void Add(Durations others) => _microseconds.Add(others._microseconds);

    public void Clear() => _microseconds.Reset();

    public HistogramBase Histogram => _microseconds;

    public Percentiles Percentiles => Percentiles.Of(_microseconds);

    public Distribution Distribution => Distribution.Of(_microseconds);
}
