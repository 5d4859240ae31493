using System.Diagnostics;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.CommandLine;

/// <summary>A line now and then for the person who waits.</summary>
internal sealed class EventProgress(Terminal terminal) : IProgress<RecordingSummary>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(RecordingSummary value)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        terminal.Say($"{value.Events:N0} events, up to {Units.Text(TimeSpan.FromSeconds(Math.Floor(value.At.TotalSeconds)))}");
    }
}
