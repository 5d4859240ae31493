using System.Diagnostics;

namespace Fleet.Sim.CommandLine;

/// <summary>A line now and then for the person who waits.</summary>
/// <param name="terminal">Shows it.</param>
/// <param name="line">Tells how far it is.</param>
internal sealed class PacedProgress<T>(Terminal terminal, Func<T, string> line) : IProgress<T>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(T value)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause)
            return;
        _last = Stopwatch.GetTimestamp();
        terminal.Say(line(value));
    }
}
