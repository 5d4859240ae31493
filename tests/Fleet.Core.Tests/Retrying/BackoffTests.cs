using CsCheck;
using Fleet.Core.Retrying;
using Xunit;

namespace Fleet.Core.Tests.Retrying;

public sealed class BackoffTests
{
    private static readonly Backoff Backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 0.2)]
    [InlineData(3, 0.4)]
    [InlineData(9, 25.6)]
    [InlineData(10, 30)]
    [InlineData(38, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Grows_twofold_up_to_its_bound_however_often_an_attempt_failed(int failures, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures, chance: 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds) / 2, Backoff.After(failures, chance: 0));
    }

    [Fact]
    public void Is_never_negative_nor_beyond_its_bound()
    {
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int, Gen.Double[0, 1]).Sample((shortest, longest, failures, chance) =>
        {
            var pause = new Backoff(new TimeSpan(shortest), new TimeSpan(longest)).After(failures, chance);
            Assert.InRange(pause, TimeSpan.Zero, new TimeSpan(longest));
        });
    }
}
