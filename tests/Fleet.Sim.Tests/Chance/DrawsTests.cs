using Fleet.Sim.Chance;
using Xunit;

namespace Fleet.Sim.Tests.Chance;

/// <summary>A million draws each. The seed is fixed, so the figures are always the same: no test here can fail by bad luck.</summary>
public sealed class DrawsTests
{
    private const int Count = 1_000_000;
    private const long Mean = 60_000_000;

    [Fact]
    public void Exponential_draws_have_mean_deviation_and_tail_of_the_distribution()
    {
        var drawn = Draw((ref Draws draws) => draws.Exponential(Mean));
        Assert.InRange(drawn.Average() / Mean, 0.998, 1.002);
        Assert.InRange(Deviation(drawn) / Mean, 0.995, 1.005);
        Assert.InRange(drawn.Count(value => value > Mean) / (double)Count, 0.3669, 0.3689);
        Assert.InRange(drawn.Count(value => value > 5 * Mean) / (double)Count, 0.0065, 0.0070);
    }

    [Fact]
    public void Even_draws_fill_their_range()
    {
        var drawn = Draw((ref Draws draws) => draws.Below(10));
        Assert.All(Enumerable.Range(0, 10), value => Assert.InRange(drawn.Count(d => d == value), 99_000, 101_000));
        Assert.Equal(0, new Draws(1, 2, 3, 4).Below(0));
    }

    [Fact]
    public void Bell_shaped_draws_keep_their_reach_and_crowd_in_the_middle()
    {
        const long Reach = 10_000_000;
        var drawn = Draw((ref Draws draws) => draws.Bell(Mean, Reach));
        Assert.InRange(drawn.Average() / Mean, 0.9999, 1.0001);
        Assert.InRange(Deviation(drawn) / Reach, 0.2877, 0.2897);
        Assert.True(drawn.Min() >= Mean - Reach && drawn.Max() <= Mean + Reach);
    }

    [Fact]
    public void Shares_hold()
    {
        var drawn = Draw((ref Draws draws) => draws.Happens(125_000) ? 1 : 0);
        Assert.InRange(drawn.Average(), 0.124, 0.126);
    }

    [Fact]
    public void The_same_decision_has_the_same_draws_and_every_other_one_has_others()
    {
        ulong First(long seed, int client, int purpose, int round) => new Draws(seed, client, purpose, round).Next();
        Assert.Equal(First(7, 1, 2, 3), First(7, 1, 2, 3));
        ulong[] all = [First(7, 1, 2, 3), First(8, 1, 2, 3), First(7 + (1L << 40), 1, 2, 3), First(7, 2, 2, 3), First(7, 1, 3, 3), First(7, 1, 2, 4)];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private delegate long Drawing(ref Draws draws);

    private static long[] Draw(Drawing one)
    {
        var drawn = new long[Count];
        for (var round = 0; round < Count; round++)
        {
            var draws = new Draws(7, 0, 1, round);
            drawn[round] = one(ref draws);
        }

        return drawn;
    }

    private static double Deviation(long[] drawn)
    {
        var mean = drawn.Average();
        return Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean)));
    }
}
