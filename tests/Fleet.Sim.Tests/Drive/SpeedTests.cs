using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class SpeedTests
{
    [Theory]
    [InlineData("1x", 10)]
    [InlineData("10x", 1)]
    [InlineData("0.5x", 20)]
    [InlineData("max", 0)]
    public void Places_what_happens_in_real_time(string text, double seconds)
    {
        Assert.True(Speed.TryParse(text, out var speed));
        Assert.Equal(TimeSpan.FromSeconds(seconds), speed.DueAt(TimeSpan.FromSeconds(10)));
        Assert.Equal(text, speed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("10")]
    [InlineData("0x")]
    [InlineData("-1x")]
    [InlineData("1e9x")]
    [InlineData("NaNx")]
    public void Rubbish_is_no_speed(string text) => Assert.False(Speed.TryParse(text, out _));
}
