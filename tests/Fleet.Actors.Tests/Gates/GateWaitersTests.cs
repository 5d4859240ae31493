using Fleet.Actors.Gates;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Gates;

/// <summary>Who waits without a session waits for a bounded time, among a bounded number.</summary>
public sealed class GateWaitersTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Gate _gate;
    private readonly GateWaiters _queue;

    public GateWaitersTests()
    {
        _gate = new Gate(new GatePlaces(1, 1, TimeSpan.FromSeconds(1), _time), _time, () => false);
        _queue = new GateWaiters(_gate, most: 2, TimeSpan.FromSeconds(3), _time);
    }

    [Fact]
    public async Task A_place_that_is_given_back_is_the_next_ones()
    {
        Assert.True(await _queue.Enter(default));
        var next = _queue.Enter(default);
        Assert.False(next.IsCompleted);
        _gate.Exit(TimeSpan.Zero);
        Assert.True(await next.WaitAsync(Patience.Long));
        Assert.Equal((1, 0), (_gate.Inside, _gate.Waiting));
    }

    [Fact]
    public async Task Beyond_the_bound_nobody_waits()
    {
        Assert.True(await _queue.Enter(default));
        Task<bool> second = _queue.Enter(default), third = _queue.Enter(default);
        Assert.False(await _queue.Enter(default));
        Assert.Equal((2, 2), (_gate.Waiting, _queue.Waiting));
        Assert.False(second.IsCompleted || third.IsCompleted);
    }

    [Fact]
    public async Task Who_has_waited_for_too_long_or_is_called_off_leaves_the_queue()
    {
        using var callOff = new CancellationTokenSource();
        Assert.True(await _queue.Enter(default));
        Task<bool> late = _queue.Enter(default), off = _queue.Enter(callOff.Token);
        await callOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => off);
        _time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.False(await late.WaitAsync(Patience.Long));
        Assert.Equal((1, 0), (_gate.Inside, _gate.Waiting));
    }
}
