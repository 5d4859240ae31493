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

    [Theory]
    [InlineData(3, 9, 31)]
    [InlineData(90 * 86_400 - 1, 90 * 86_400, 3600)]
    public void Nobody_waits_for_a_server_that_bears_silence_for_days(double heartbeat, double timeout, double quiet) =>
        Assert.Equal(TimeSpan.FromSeconds(quiet), TrialBounds.Quiet(TimeSpan.FromSeconds(heartbeat), TimeSpan.FromSeconds(timeout), TimeSpan.FromSeconds(10)));

    [Fact]
    public void As_fast_as_possible_has_no_time_to_be_behind() => Assert.Equal(TimeSpan.MaxValue, TrialBounds.Driving(null));

    [Theory]
    [InlineData(5, 60 + 120)]
    [InlineData(150, 60 + 300)]
    [InlineData(86_400, 60 + 480)]
    public void Settling_ends_whatever_moves(double driven, double longest) =>
        Assert.Equal(TimeSpan.FromSeconds(longest), TrialBounds.Settling(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(driven)));
}
