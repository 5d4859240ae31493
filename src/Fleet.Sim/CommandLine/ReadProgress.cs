using System.Diagnostics;

namespace Fleet.Sim.CommandLine;

/// <summary>A line now and then for the person who waits until a file is read.</summary>
internal sealed class ReadProgress(Terminal terminal, string path) : IProgress<double>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(double value)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        terminal.Say($"checking {path}: {value:0%}");
    }
}
