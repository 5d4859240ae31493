using Fleet.Sim.Drive;
using Fleet.Sim.Tests.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

public sealed class SloTests
{
    [Theory]
    [InlineData("p99<30ms", 1)]
    [InlineData("p99<30.001ms", 0)]
    [InlineData("p99 < 0.1s, p50<500us", 1)]
    [InlineData("max<5ms,p999<4ms,p90<2ms", 3)]
    [InlineData("errors<0.1%", 1)]
    [InlineData("errors<5%", 0)]
    [InlineData("connect.p99<5ms", 0)]
    [InlineData("connect.p99<4ms,connect.max<5ms,p99<31ms", 1)]
    public void Counts_the_limits_that_were_missed(string text, int missed)
    {
        Assert.True(Slo.TryParse(text, out var slo));
        Assert.Equal(missed, slo.Misses(Outcomes.Good).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p99")]
    [InlineData("p99<")]
    [InlineData("p99<ms")]
    [InlineData("p99<250")]
    [InlineData("p99>250ms")]
    [InlineData("p98<250ms")]
    [InlineData("errors<1ms")]
    [InlineData("p99<-1ms")]
    [InlineData("p99<0ms")]
    [InlineData("errors<0%")]
    [InlineData("p99<250ms,")]
    [InlineData("p99<1<2ms")]
    [InlineData("p99<NaNms")]
    [InlineData("p99<Infinityms")]
    [InlineData("p99<-Infinityms")]
    [InlineData("p99<∞ms")]
    [InlineData("errors<NaN%")]
    [InlineData("errors<-1%")]
    [InlineData("errors<101%")]
    [InlineData("latency<1ms")]
    [InlineData("p99<1ms,p99<2ms")]
    [InlineData("connect.<1s")]
    [InlineData("connect.errors<1%")]
    [InlineData("connect.p99<1s,connect.p99<2s")]
    public void Rubbish_is_no_objective(string text) => Assert.False(Slo.TryParse(text, out _));

    [Fact]
    public void What_only_readers_measure_is_known_as_such_and_missed_where_nothing_was_measured()
    {
        Assert.True(Slo.TryParse("p99<1s,read.p99<50ms,visible.max<1s", out var slo));
        Assert.Equal("read.p99<50ms", slo.NeedsReaders);
        Assert.Equal(["read.p99<50ms missed: nothing was measured", "visible.max<1s missed: nothing was measured"], slo.Misses(Outcomes.Good));
        Assert.Equal(["read.p99<50ms missed: 60 ms"], slo.Misses(Outcomes.Good with { Reads = Outcomes.Read }));
        // The readers' bounds are no measure for how late the clients' steps are.
        Assert.True(Outcomes.Good.Late().IsValid(Slo.TryParse("read.p99<1s,p99<1s", out var lenient) ? lenient : null));
        Assert.True(Slo.TryParse("p99<1s,connect.p99<2s", out var others));
        Assert.Null(others.NeedsReaders);
    }

    [Fact]
    public void A_trial_without_figures_is_not_slow()
    {
        Assert.True(Slo.TryParse("p99<1ms", out var slo));
        Assert.Empty(slo.Misses(Outcomes.Good with { Figures = null, Total = default(Tally) }));
    }
}
