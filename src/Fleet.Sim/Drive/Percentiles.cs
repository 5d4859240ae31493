using HdrHistogram;

namespace Fleet.Sim.Drive;

/// <summary>A distribution of times, in milliseconds; all zero if nothing was measured.</summary>
public sealed record Percentiles(double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Nothing was measured.</summary>
    public static Percentiles None { get; } = new(0, 0, 0, 0, 0);

    internal static Percentiles Of(HistogramBase microseconds) => microseconds.TotalCount == 0 ? None : new(
        At(microseconds, 50), At(microseconds, 90), At(microseconds, 99), At(microseconds, 99.9), microseconds.GetMaxValue() / 1000.0);

    private static double At(HistogramBase microseconds, double percentile) => microseconds.GetValueAtPercentile(percentile) / 1000.0;
}
