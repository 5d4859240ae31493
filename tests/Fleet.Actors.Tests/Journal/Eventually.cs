using System.Diagnostics;
using Xunit;

namespace Fleet.Actors.Tests.Journal;

/// <summary>Waits for what other threads bring about, for a bounded time.</summary>
public static class Eventually
{
    /// <summary>What takes longer does not come any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void True(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        var wait = new SpinWait();
        while (!condition())
        {
            if (clock.Elapsed > Patience)
                Assert.Fail($"In {Patience.TotalSeconds} seconds: not {what}.");
            wait.SpinOnce();
        }
    }
}
