using Akka.Configuration;
using Fleet.Actors.Sweep;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Each key of sweep.conf is read, and missed if it is not there.</summary>
public sealed class SweepSettingsTests
{
    private static readonly Config Shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "sweep.conf")));

    [Fact]
    public void The_shipped_values_are_read() => Assert.Equal(
        new SweepSettings(
            Interval: TimeSpan.FromSeconds(1), Page: 500, AnswerWithin: TimeSpan.FromSeconds(10), MaxLag: TimeSpan.FromSeconds(5),
            ComparePageEvery: TimeSpan.FromSeconds(1), CompareInterval: TimeSpan.FromMinutes(1)),
        SweepSettings.Read(Shipped));

    [Theory]
    [InlineData("interval")]
    [InlineData("page")]
    [InlineData("answer-within")]
    [InlineData("max-lag")]
    [InlineData("compare-page-every")]
    [InlineData("compare-interval")]
    public void A_missing_key_is_named(string key)
    {
        var without = ConfigurationFactory.ParseString($"fleet.sweep.{key} = \"\"").WithFallback(Shipped);
        Assert.Contains(key, Assert.Throws<ConfigurationException>(() => SweepSettings.Read(without)).Message, StringComparison.Ordinal);
    }
}
