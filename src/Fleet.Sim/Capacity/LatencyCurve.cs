using Fleet.Sim.Drive;

namespace Fleet.Sim.Capacity;

/// <summary>Draws the curve, and finds its knee.</summary>
internal static class LatencyCurve
{
    public static IReadOnlyList<CurvePoint> Of(IEnumerable<TrialJudgement> trials) =>
    [
        .. trials.Where(trial => !trial.GeneratorLimit && trial.SpoiltBy is null && Latency(trial) != Percentiles.None).GroupBy(trial => trial.Load).OrderBy(load => load.Key).Select(load =>
        {
            var byLatency = load.OrderBy(trial => Latency(trial).P99).ToList();
            var middle = byLatency[(byLatency.Count - 1) / 2];
            return new CurvePoint(load.Key, Latency(middle), middle.Outcome.ErrorShare, middle.Kept);
        }),
    ];

    /// <summary>
    /// Where the curve bends: the point that is farthest below the straight line from its first to its last point, both axes
    /// scaled to 1. Null if there are fewer than three points, or the latency does not rise.
    /// </summary>
    public static CurvePoint? Knee(IReadOnlyList<CurvePoint> curve)
    {
        if (curve.Count < 3 || curve[^1].LatencyMs.P99 <= curve[0].LatencyMs.P99)
            return null;
        var (loads, latencies) = (curve[^1].Load - curve[0].Load, curve[^1].LatencyMs.P99 - curve[0].LatencyMs.P99);
        var knee = curve.MaxBy(point => ((point.Load - curve[0].Load) / loads) - ((point.LatencyMs.P99 - curve[0].LatencyMs.P99) / latencies))!;
        return knee == curve[0] || knee == curve[^1] ? null : knee;
    }

    private static Percentiles Latency(TrialJudgement trial) => trial.Outcome.Figures?.Latency.Percentiles ?? Percentiles.None;
}

/// <summary>Latency over load: of each load that was tried, the trial in the middle by its p99. Where no report was answered there is none.</summary>
/// <param name="Load">Reports a second, or clients.</param>
/// <param name="LatencyMs">Of that trial.</param>
/// <param name="Errors">Of that trial: the share of reports that went wrong.</param>
/// <param name="Kept">That trial was carried.</param>
public sealed record CurvePoint(double Load, Percentiles LatencyMs, double Errors, bool Kept);
