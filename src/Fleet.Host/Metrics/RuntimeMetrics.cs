using System.Diagnostics.Metrics;
using System.Runtime;

namespace Fleet.Host.Metrics;

/// <summary>What the runtime takes for itself, beside the counts of its collections, which come with the process's own figures.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Process");

    public RuntimeMetrics()
    {
        _meter.CreateObservableCounter(
            "fleet_gc_pause_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds, "s", "How long all threads stood still for the garbage collector since the start.");
        _meter.CreateObservableCounter(
            "fleet_jit_seconds_total", () => JitInfo.GetCompilationTime().TotalSeconds, "s", "How long methods were compiled since the start: a host that still compiles is not warm.");
    }

    public void Dispose() => _meter.Dispose();
}
