using Fleet.Sim.Capacity;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

public sealed class WarmUpTests
{
    [Fact]
    public void Ends_when_a_report_takes_what_it_took_before()
    {
        // From a millisecond a report down to a fifth of it in half a minute, as where a host compiles.
        Assert.InRange(SecondsUntilFlat(second => 200 + (800 * Math.Exp(-second / 8.0))), 25, 45);
        Assert.InRange(SecondsUntilFlat(_ => 200), 10, 12);
    }

    [Fact]
    public void A_server_that_compiles_is_not_warm_though_a_report_takes_what_it_took_before() =>
        // The time per report stands still, and falls by a third when the busy methods are compiled.
        Assert.InRange(SecondsUntilFlat(second => second < 20 ? 450 : 310, compiles: second => second < 22 ? 0.05 : 0.001), 27, 32);

    [Fact]
    public void A_server_with_next_to_nothing_to_do_is_warm_whatever_it_takes_for_that() =>
        Assert.InRange(SecondsUntilFlat(second => second % 2 == 0 ? 500 : 1_500, perSecond: 5), 10, 12);

    [Fact]
    public void Nothing_is_known_before_there_are_reports()
    {
        var warmUp = new WarmUp();
        for (var second = 0; second < 20; second++)
            warmUp.Add(TimeSpan.FromSeconds(second), second, acked: 0, compilingSeconds: null);
        Assert.False(warmUp.IsFlat);
        Assert.Null(warmUp.MicrosecondsPerReport);
    }

    private static int SecondsUntilFlat(Func<int, double> microseconds, int perSecond = 1_000, Func<int, double>? compiles = null)
    {
        var (warmUp, cpu, compiling, second, compiled) = (new WarmUp(), 0.0, 0.0, 0, compiles ?? (_ => 0));
        for (; !warmUp.IsFlat && second < 60; second++)
        {
            cpu += microseconds(second) * perSecond / 1e6;
            warmUp.Add(TimeSpan.FromSeconds(second), cpu, second * perSecond, compiling += compiled(second));
        }

        return second;
    }
}
