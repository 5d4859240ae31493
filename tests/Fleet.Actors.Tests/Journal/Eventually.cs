using System.Diagnostics;
using Xunit;

namespace Fleet.Actors.Tests.Journal;

/// <summary>Waits for what other threads bring about, for a bounded time.</summary>
public static class Eventually
{
    public static void True(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        var wait = new SpinWait();
        while (!condition())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(30))
                Assert.Fail($"In 30 seconds: not {what}.");
            wait.SpinOnce();
        }
    }
}
