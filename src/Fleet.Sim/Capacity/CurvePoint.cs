using Fleet.Sim.Drive;

namespace Fleet.Sim.Capacity;

/// <summary>Latency over load: of each load that was tried, the trial in the middle by its p99.</summary>
/// <param name="Load">Reports a second, or clients.</param>
/// <param name="LatencyMs">Of that trial.</param>
/// <param name="Errors">Of that trial: the share of reports that went wrong.</param>
/// <param name="Kept">That trial was carried.</param>
public sealed record CurvePoint(double Load, Percentiles LatencyMs, double Errors, bool Kept);
