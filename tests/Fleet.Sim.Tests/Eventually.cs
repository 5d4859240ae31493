using System.Diagnostics;
using Xunit;

namespace Fleet.Sim.Tests;

/// <summary>Waits for what another process or thread is about to do, within bounds.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks again and again until it is so.</summary>
    public static void True(Func<bool> isSo)
    {
        var start = Stopwatch.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(isSo, Patience), $"not so after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
    }
}
