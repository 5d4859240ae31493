using System.Diagnostics;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests;

/// <summary>Waits for what another process or thread is about to do, within bounds.</summary>
internal static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    /// <summary>Looks again and again until it is so, and does something between the looks.</summary>
    public static void True(Func<bool> isSo, Action? between = null)
    {
        using var pause = new ManualResetEventSlim();
        for (var start = Stopwatch.GetTimestamp(); !isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience.Long, $"not so within {Patience.Long.TotalSeconds:0} s");
            between?.Invoke();
            pause.Wait(BetweenLooks);
        }
    }
}
