using Fleet.Actors.Gates;
using Fleet.Journal;
using Fleet.Core.Clients;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Gates;

/// <summary>Hellos that find no place wait, as many as have their turn in time; the rest gets appointments.</summary>
public sealed class HelloGateTests
{
    private readonly HelloGate _hellos = new(least: 10, most: 400, new Admission(1, TimeSpan.FromSeconds(1)), new FakeTimeProvider());

    [Fact]
    public void As_many_wait_as_are_let_in_in_three_seconds()
    {
        var came = 0;
        while (!_hellos.IsFull)
            came += _hellos.Gate.Enter(new Turn(() => { })) ? 1 : 0;
        Assert.InRange(_hellos.Gate.Waiting, 2.9 * _hellos.Gate.Pace, 3.1 * _hellos.Gate.Pace);
        Assert.Equal(came, _hellos.Gate.Inside);
    }

    [Fact]
    public void Who_is_turned_away_gets_an_appointment_one_after_another_and_none_is_further_off_than_the_longest()
    {
        var refusals = Enumerable.Range(0, 10_000).Select(_ => _hellos.TurnAway()).ToList();
        Assert.All(refusals, refusal => Assert.Equal(RefusalCode.Busy, refusal.Code));
        var waits = refusals.ConvertAll(refusal => refusal.RetryAfter!.Value);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0] * 10);
        Assert.All(waits, wait => Assert.True(wait <= HelloGate.LongestAppointment));
        Assert.Equal(10_000, _hellos.TurnedAway);
    }
}
