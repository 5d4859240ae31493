using CsCheck;
using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class TimingWheelTests
{
    private const int Clients = 5;

    [Fact]
    public void Alarms_go_off_once_never_early_and_at_most_a_tick_late()
    {
        Gen.Select(Gen.Int[0, Clients - 1], Gen.Int[-1, 100_000], Gen.Int[0, 20_000]).List[1, 100].Sample(steps =>
        {
            var wheel = new TimingWheel(Clients);
            var expected = Enumerable.Repeat(TimeSpan.MaxValue, Clients).ToArray();
            var now = TimeSpan.Zero;
            foreach (var (client, inMilliseconds, pass) in steps)
            {
                expected[client] = inMilliseconds < 0 ? TimeSpan.MaxValue : now + TimeSpan.FromMilliseconds(inMilliseconds);
                wheel.Set(client, expected[client]);
                now += TimeSpan.FromMilliseconds(pass);
                foreach (var due in wheel.Advance(now))
                {
                    Assert.True(expected[due] <= now, "not early");
                    expected[due] = TimeSpan.MaxValue;
                }

                Assert.All(expected, dueAt => Assert.True(dueAt > now - TimingWheel.Tick, "not late"));
            }
        });
    }
}
