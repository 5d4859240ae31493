using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Hosting;

/// <summary>Waits for what another thread or process brings about.</summary>
internal static class Eventually
{
    /// <summary>Looks again and again until it holds.</summary>
    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "It never came true.");
            await pace.WaitForNextTickAsync();
        }
    }
}
