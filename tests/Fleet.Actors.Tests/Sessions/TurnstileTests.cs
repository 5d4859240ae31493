using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

public sealed class TurnstileTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly Turnstile _turnstile;

    public TurnstileTests() => _turnstile = new Turnstile(least: 10, most: 400, _time);

    [Fact]
    public void Who_finds_no_place_is_told_so_with_a_time_and_counted()
    {
        Fill();
        var refusal = _turnstile.Enter()!;
        Assert.Equal(RefusalCode.Busy, refusal.Code);
        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        Assert.Equal(2, _turnstile.TurnedAway);
    }

    [Fact]
    public void A_place_that_is_given_back_is_there_again()
    {
        Fill();
        _turnstile.Exit(TimeSpan.FromMilliseconds(1));
        Assert.Null(_turnstile.Enter());
        Assert.NotNull(_turnstile.Enter());
    }

    [Fact]
    public void Appointments_come_one_after_another_and_none_is_further_off_than_the_longest_wait()
    {
        Fill();
        var waits = Enumerable.Range(0, 10_000).Select(_ => _turnstile.Enter()!.RetryAfter!.Value).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0] * 10);
        Assert.All(waits, wait => Assert.True(wait <= Turnstile.LongestWait));
    }

    [Fact]
    public void Where_everybody_takes_too_long_there_are_fewer_places_but_never_fewer_than_the_least()
    {
        var before = Fill();
        for (var i = 0; i < 40; i++)
            Pass(Turnstile.Target * 2);
        Empty(Turnstile.Target * 2);
        var after = Fill();
        Assert.True(after < before);
        Assert.Equal(10, after);
    }

    [Fact]
    public void Where_all_places_are_taken_and_nobody_takes_long_there_are_more_but_never_more_than_the_most()
    {
        Fill();
        for (var i = 0; i < 40; i++)
        {
            Pass(TimeSpan.FromMilliseconds(10));
            Fill();
        }

        Empty(TimeSpan.Zero);
        Assert.Equal(400, Fill());
    }

    private int Fill()
    {
        while (_turnstile.Enter() is null)
        {
        }

        return _turnstile.Inside;
    }

    private void Pass(TimeSpan took)
    {
        _turnstile.Exit(took);
        _time.Advance(Window);
    }

    private void Empty(TimeSpan took)
    {
        while (_turnstile.Inside > 0)
            _turnstile.Exit(took);
    }
}
