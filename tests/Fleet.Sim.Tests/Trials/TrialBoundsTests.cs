using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

public sealed class TrialBoundsTests
{
    [Theory]
    [InlineData(20, 50)]
    [InlineData(150, 225)]
    public void A_generator_that_stays_behind_is_cut(double length, double longest) =>
        Assert.Equal(TimeSpan.FromSeconds(longest), TrialBounds.Driving(TimeSpan.FromSeconds(length)));

    [Fact]
    public void As_fast_as_possible_has_no_time_to_be_behind() => Assert.Equal(TimeSpan.MaxValue, TrialBounds.Driving(null));

    [Theory]
    [InlineData(5, 60 + 120)]
    [InlineData(150, 60 + 300)]
    [InlineData(86_400, 60 + 480)]
    public void Settling_ends_whatever_moves(double driven, double longest) =>
        Assert.Equal(TimeSpan.FromSeconds(longest), TrialBounds.Settling(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(driven)));
}
