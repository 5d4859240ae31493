using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Queries;
using Xunit;

namespace Fleet.Actors.Tests.ReadSide;

/// <summary>When ingest has to wait for the read model.</summary>
public sealed class LagLimitTests
{
    private readonly LagLimit _limit = new(rows: 100, patience: TimeSpan.FromSeconds(30));
    private TimeSpan _now;

    [Fact]
    public void Who_outruns_the_read_model_too_far_waits_until_it_is_closer()
    {
        Assert.False(Exceeded(offset: 1_000, rows: 0));
        Assert.False(Exceeded(offset: 1_000, rows: 100));
        Assert.True(Exceeded(offset: 1_020, rows: 101));
        Assert.True(Exceeded(offset: 1_030, rows: 500));
        Assert.False(Exceeded(offset: 1_500, rows: 30));
    }

    [Fact]
    public void What_was_missing_from_the_beginning_holds_nobody_up_while_it_is_made_good()
    {
        Assert.False(Exceeded(offset: 0, rows: 1_000_000));
        Assert.False(Exceeded(offset: 50_000, rows: 950_000));
        Assert.False(Exceeded(offset: 100_000, rows: 950_100));
        Assert.True(Exceeded(offset: 150_000, rows: 950_101));
        Assert.False(Exceeded(offset: 200_000, rows: 900_000));
    }

    [Fact]
    public void Nobody_waits_for_a_read_model_that_is_not_there()
    {
        Assert.False(Exceeded(offset: 0, rows: 0));
        Assert.True(Exceeded(offset: 10, rows: 101));
        Assert.False(_limit.IsExceeded(lag: null, _now));
        Assert.False(Exceeded(offset: 20, rows: 1_000));
    }

    [Fact]
    public void Nobody_waits_for_a_read_model_that_does_not_move()
    {
        Assert.False(Exceeded(offset: 10, rows: 0));
        _now += TimeSpan.FromHours(1);
        Assert.False(Exceeded(offset: 10, rows: 0));
        Assert.True(Exceeded(offset: 10, rows: 101));
        _now += TimeSpan.FromSeconds(30);
        Assert.False(Exceeded(offset: 10, rows: 5_000));
        Assert.False(Exceeded(offset: 20, rows: 4_990));
        Assert.True(Exceeded(offset: 30, rows: 5_091));
    }

    private bool Exceeded(long offset, long rows)
    {
        _now += TimeSpan.FromMilliseconds(250);
        return _limit.IsExceeded(new ReadLag(offset, rows, TimeSpan.Zero), _now);
    }
}
