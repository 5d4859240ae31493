using System.Diagnostics.Metrics;

namespace Fleet.Host.Metrics;

/// <summary>What the garbage collector costs beside the counts of its collections, which come with the process's own figures.</summary>
internal sealed class GcMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Process");

    public GcMetrics() => _meter.CreateObservableCounter(
        "fleet_gc_pause_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds, "s", "How long all threads stood still for the garbage collector since the start.");

    public void Dispose() => _meter.Dispose();
}
