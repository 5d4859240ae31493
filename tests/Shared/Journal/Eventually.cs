using System.Diagnostics;
using Xunit;

namespace Fleet.Testing;

/// <summary>Waits for what other threads bring about, for a bounded time.</summary>
public static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    public static void True(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        var wait = new SpinWait();
        while (!condition())
        {
            if (clock.Elapsed > Patience.Long)
                Assert.Fail($"In {Patience.Long.TotalSeconds} seconds: not {what}.");
            wait.SpinOnce();
        }
    }

    /// <summary>The same of what is asked for.</summary>
    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > Patience.Long)
                Assert.Fail($"In {Patience.Long.TotalSeconds} seconds: not {what}.");
            await Task.Delay(BetweenLooks);
        }
    }
}
