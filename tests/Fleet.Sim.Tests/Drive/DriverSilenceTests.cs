using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;
using Fleet.V1;
using Xunit;
using GoodbyeReason = Fleet.Core.Vocabulary.GoodbyeReason;
using RealTimeScan = Fleet.Core.Vocabulary.RealTimeScan;

namespace Fleet.Sim.Tests.Drive;

/// <summary>How each side finds out whether the other one is there: heartbeats, pulled cables, breaks, and streams that nobody reads.</summary>
public sealed class DriverSilenceTests
{
    private static readonly ObserveFacts Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);

    [Fact]
    public async Task Heartbeats_come_while_nothing_else_does()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline())));
        rig.Until(() => !server.Heard.IsEmpty);
        // Who hurries may give its first session up before a cold server has welcomed it.
        rig.Until(() => server.Heard.Where(heard => heard.Message.Heartbeat is not null).GroupBy(heard => heard.Session).Any(beats => beats.Count() >= 2), hurry: true);
    }

    [Fact]
    public async Task A_server_that_stops_answering_heartbeats_is_left_and_one_that_answers_them_is_not()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync(heartbeat: 0.2, aliveWithin: 1);
            if (session.Number == 1)
                await session.ListenAsync();
            else
                await session.LiveAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.1, Stopped)));
        rig.Until(() => server.HeardIn(1).Any(m => m.Heartbeat is not null));
        // For twice as long as the first one was borne with.
        rig.Until(() => server.HeardIn(2).Count(m => m.Heartbeat is not null) >= 10);
        Assert.Equal(["alive", "verify"], server.HeardIn(1).First().Hello.Capabilities);
        Assert.Empty(server.HeardIn(3));
    }

    [Fact]
    public async Task Who_is_asked_whether_he_is_there_says_so()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync(heartbeat: 60);
            await session.SayAsync(new ServerMessage { Ping = new Ping { Id = 7 } });
            await session.ListenAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline())));
        rig.Until(() => server.Heard.Any(heard => heard.Message.Pong?.Id == 7));
    }

    [Fact]
    public async Task A_pulled_cable_is_silence_and_the_next_session_begins_beside_it()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(
            server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.5, new UnplugCable()), (0.5, Stopped), (1.8, new ComeOnline()), (1.9, new SayGoodbye(GoodbyeReason.Unloaded))));
        Eventually.True(() => server.HeardIn(1).Any());
        rig.Until(() => server.HeardIn(2).Any());
        Assert.Empty(server.Broken);
        Assert.All(server.HeardIn(1), message => Assert.NotNull(message.Hello));
        var tally = await rig.SettleAsync();
        Assert.Equal((1, 0), (tally.Acked, tally.Reconnects));
        Assert.Equal(1, server.HeardIn(2).First().Hello.BacklogThrough);
    }

    [Fact]
    public async Task A_break_is_noticed_by_the_server()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.5, new BreakOff())));
        Eventually.True(() => rig.Progress.Tally.Welcomes == 1);
        rig.Until(() => server.Broken.Contains(1));
        Assert.Equal(0, (await rig.SettleAsync()).Reconnects);
    }

    [Fact]
    public async Task Who_does_not_read_settles_when_it_reads_again()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.2, new GoDeaf()), (0.21, Stopped)));
        var tally = await rig.SettleAsync();
        Assert.Equal((1, 0), (tally.Acked, tally.Reconnects));
    }
}
