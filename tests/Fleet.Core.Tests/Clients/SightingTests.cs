using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>"Online" has a provenance and an age.</summary>
public sealed class SightingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0, false, Provenance.SeenNow)]
    [InlineData(35, false, Provenance.SeenNow)]
    [InlineData(35, true, Provenance.Verified)]
    [InlineData(36, false, Provenance.Presumed)]
    [InlineData(36, true, Provenance.Presumed)]
    public void Who_was_heard_within_a_heartbeat_is_there_and_who_was_not_is_presumed_to_be(int seconds, bool isAnswer, Provenance expected) =>
        Assert.Equal(expected, new Sighting(Noon, isAnswer).ProvenanceAt(Noon.AddSeconds(seconds), Heartbeat));

    [Theory]
    [InlineData(305, Provenance.SeenNow)]
    [InlineData(306, Provenance.Presumed)]
    public void A_client_that_is_heard_every_ninety_days_is_presumed_most_of_the_time(int seconds, Provenance expected) =>
        Assert.Equal(expected, new Sighting(Noon).ProvenanceAt(Noon.AddSeconds(seconds), TimeSpan.FromDays(90)));

    [Fact]
    public void A_clock_that_is_behind_makes_no_age_below_zero()
    {
        Assert.Equal(TimeSpan.Zero, new Sighting(Noon).AgeAt(Noon.AddSeconds(-1)));
        Assert.Equal(Provenance.SeenNow, new Sighting(Noon).ProvenanceAt(Noon.AddSeconds(-1), Heartbeat));
    }
}
