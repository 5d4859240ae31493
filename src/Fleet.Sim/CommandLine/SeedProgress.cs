using System.Diagnostics;

namespace Fleet.Sim.CommandLine;

/// <summary>A line now and then for the person who waits until all seeds are played.</summary>
internal sealed class SeedProgress(Terminal terminal, int seeds) : IProgress<int>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(int value)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        terminal.Say($"{value:N0} of {seeds:N0} seeds played");
    }
}
