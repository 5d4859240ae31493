using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>A timeline is played to its end, by many clients and at any speed.</summary>
public sealed class DriverTests
{
    private static readonly ObserveFacts Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);
    private static readonly ObserveFacts Enabled = HandMadeTimeline.Scan(RealTimeScan.Enabled);

    [Fact]
    public async Task Tells_what_waited_and_what_comes_and_leaves_when_all_is_answered()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, new ComeOnline()), (0.05, Enabled), (0.1, new SayGoodbye(GoodbyeReason.ServiceStopped))));
        var tally = await rig.SettleAsync();
        Assert.Equal((2, 2, 0), (tally.Sent, tally.Acked, tally.Repeated));
        Assert.Equal((1, 1), (tally.ToOnline, tally.ToOffline));
        var heard = server.HeardIn(1).ToList();
        Assert.Equal(("c00000", "lab", 1), (heard[0].Hello.ClientId, heard[0].Hello.Group, heard[0].Hello.BacklogThrough));
        Assert.Equal([1, 2], heard.Where(m => m.Report is not null).Select(m => m.Report.Seq));
        Assert.Equal(V1.RealTimeScan.Stopped, heard[1].Report.Facts.RealTimeScan);
        Assert.Equal(V1.GoodbyeReason.ServiceStopped, heard[^1].Goodbye.Reason);
    }

    [Fact]
    public async Task As_fast_as_possible_skips_the_waiting()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (36_000, Stopped), (72_000, new SayGoodbye(GoodbyeReason.Unloaded))), speed: Speed.Max);
        var tally = await rig.SettleAsync();
        Assert.Equal(1, tally.Acked);
    }

    [Fact]
    public async Task Many_clients_share_few_connections()
    {
        await using var server = await FakeServer.ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(80, (0, new ComeOnline()), (0.1, Stopped), (0.2, new SayGoodbye(GoodbyeReason.Unloaded))), connections: 2);
        var tally = await rig.SettleAsync();
        Assert.Equal((80, 80, 80), (tally.Welcomes, tally.Acked, tally.ToOffline));
    }

    [Theory]
    [InlineData(LoginPace.Paced)]
    [InlineData(LoginPace.Open)]
    public async Task Hellos_are_held_back_and_counted_where_many_have_no_answer_unless_they_are_open(LoginPace logins)
    {
        const int Clients = 700;
        var mayAnswer = new TaskCompletionSource();
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await mayAnswer.Task;
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(Clients, (0, new ComeOnline())), connections: 20, logins: logins);
        rig.Until(() => logins == LoginPace.Open ? rig.Progress.Steps == Clients : rig.Progress.Tally.HeldBack == Clients - (HelloPace.Most / 4));
        mayAnswer.SetResult();
        // Who is held back still when it settles is held back, and counted, once more.
        rig.Until(() => rig.Progress.Tally.Welcomes == Clients);
        var tally = await rig.SettleAsync();
        Assert.Equal((Clients, logins == LoginPace.Open ? 0 : Clients - (HelloPace.Most / 4)), (tally.Welcomes, tally.HeldBack));
    }
}
