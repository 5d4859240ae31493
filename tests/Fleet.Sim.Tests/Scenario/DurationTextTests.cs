using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Scenario;

/// <summary>Durations are shown as they are given.</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(20_000, "20s")]
    [InlineData(1_026_200, "17m6s200ms")]
    [InlineData(16_490_000, "4h34m50s")]
    [InlineData(172_800_001, "2d1ms")]
    public void What_is_shown_can_be_given(long milliseconds, string shown)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(shown, Units.Text(duration));
        Assert.True(Units.TryDuration(shown, out var read));
        Assert.Equal(duration, read);
    }

    [Fact]
    public void Durations_are_rounded_to_milliseconds() => Assert.Equal("2ms", Units.Text(TimeSpan.FromMicroseconds(1_600)));

    [Fact]
    public void A_broken_law_tells_when_in_the_same_way()
    {
        var violation = new Violation(Event: null, TimeSpan.FromMilliseconds(1_026_200), ClientId.Parse("pc-1"), "a law", "one", "two");
        Assert.Contains("17m6s200ms", violation.Lines.First());
    }

    [Fact]
    public void What_a_client_reported_is_told_in_words()
    {
        var told = ReportedView.None.ToString();
        Assert.DoesNotContain("{", told, StringComparison.Ordinal);
        Assert.Contains("not roaming", told);
    }
}
