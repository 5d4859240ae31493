using Fleet.Sim.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

public sealed class InterruptTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_request_that_comes_twice_at_once_is_one_and_a_later_one_ends_the_process()
    {
        using var interrupt = new Interrupt(_time);
        Assert.True(interrupt.Ask());
        Assert.True(interrupt.Token.IsCancellationRequested);
        Assert.True(interrupt.Ask());
        _time.Advance(Later);
        Assert.False(interrupt.Ask());
    }

    [Fact]
    public void A_command_that_goes_on_until_then_is_told_first_that_it_was_long_enough()
    {
        using var interrupt = new Interrupt(_time) { EndsGently = true };
        Assert.True(interrupt.Ask());
        Assert.True(interrupt.Ask());
        Assert.True(interrupt.Enough.IsCancellationRequested);
        Assert.False(interrupt.Token.IsCancellationRequested);
        _time.Advance(Later);
        Assert.True(interrupt.Ask());
        Assert.True(interrupt.Token.IsCancellationRequested);
    }
}
