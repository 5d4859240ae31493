using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

public sealed class StagnationTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);

    private readonly Stagnation _stagnation = new();

    [Fact]
    public void Nothing_for_too_long_is_one_whatever_came_before()
    {
        Assert.False(IsSo(10, moves: 50_000));
        Assert.False(IsSo(70, moves: 50_000));
        Assert.True(IsSo(71, moves: 50_000));
    }

    [Fact]
    public void What_comes_now_and_then_is_one_and_what_comes_slowly_is_none()
    {
        for (var second = 1; second <= 36_000; second++)
            Assert.False(IsSo(second, moves: second), $"after {second} s");
        for (var second = 1; second <= 60; second++)
            Assert.False(IsSo(36_000 + second, moves: 36_000 + (second / 2)), $"after {second} s more");
        Assert.True(IsSo(36_061, moves: 36_030));
    }

    [Fact]
    public void A_long_pause_is_made_up_for_by_what_comes_then()
    {
        Assert.False(IsSo(59, moves: 0));
        Assert.False(IsSo(60, moves: 60));
        Assert.False(IsSo(119, moves: 60));
        Assert.True(IsSo(121, moves: 60));
    }

    private bool IsSo(double seconds, long moves) => _stagnation.IsSo(TimeSpan.FromSeconds(seconds), moves, Quiet);
}
