using System.Diagnostics;
using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns how long it took.</summary>
    public static async Task<TimeSpan> Holds(Func<Task<bool>> condition, string what, Func<string>? otherwise = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience.Long)
                throw new TimeoutException($"Not within {Patience.Long.TotalSeconds} s: {what}. {otherwise?.Invoke()}");
            await Task.Delay(BetweenLooks);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public static Task<TimeSpan> Holds(Func<bool> condition, string what, Func<string>? otherwise = null) =>
        Holds(() => Task.FromResult(condition()), what, otherwise);
}
