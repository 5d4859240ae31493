using CsCheck;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class ClientProtocolLaws
{
    private static readonly Gen<(string Name, Action<ProtocolWorld> Act)> Happening = Gen.OneOf(
        Gen.Enum<RealTimeScan>().Select(value => ($"tell {value}", (Action<ProtocolWorld>)(world => world.Tell(value)))),
        Gen.Frequency(
            (6, Of("server", world => world.ServerTurn(busy: false))),
            (6, Of("client", world => world.ClientTurn())),
            (2, Of("busy", world => world.ServerTurn(busy: true))),
            (1, Of("give up", world => world.GiveUpNext(taken: false))),
            (1, Of("give up and take", world => world.GiveUpNext(taken: true))),
            (1, Of("credit 1", world => world.Grant(1))),
            (1, Of("credit 2", world => world.Grant(2))),
            (1, Of("credit beyond the window", world => world.Grant(50))),
            (2, Of("wait", world => world.Pass(TimeSpan.FromMilliseconds(40)))),
            (1, Of("wait long", world => world.Pass(TimeSpan.FromSeconds(6)))),
            (2, Of("connect", world => world.Connect())),
            (1, Of("leave", world => world.Leave())),
            (1, Of("stop reading", world => world.StopReading())),
            (2, Of("read again", world => world.ReadAgain())),
            (1, Of("pull", world => world.PullCable())),
            (1, Of("re-image", world => world.ReImage())),
            (1, Of("crash", world => world.Crash()))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_happens_the_server_ends_up_with_everything_that_was_told_and_not_forgotten(bool answersHeartbeats)
    {
        Happening.List[0, 80].Sample(
            happenings =>
            {
                var world = new ProtocolWorld(answersHeartbeats);
                foreach (var (_, act) in happenings)
                    act(world);
                world.Connect();
                world.ReadAgain();
                world.ComeToRest();
                Assert.Equal(world.Numbered, world.Client.Numbers.Answered);
                Assert.Equal(world.Told is [.., var last] ? last.RealTimeScan : RealTimeScan.Enabled, world.State.RealTimeScan);
                Assert.Equal(Connection.Online, world.State.Connection);

                world.Leave();
                world.ComeToRest();
                Assert.True(world.Client.Parted);
                Assert.Equal(Connection.Offline, world.State.Connection);
            },
            iter: 5_000,
            print: happenings => string.Join(", ", happenings.Select(h => h.Name)));
    }

    private static Gen<(string Name, Action<ProtocolWorld> Act)> Of(string name, Action<ProtocolWorld> act) => Gen.Const((name, act));
}
