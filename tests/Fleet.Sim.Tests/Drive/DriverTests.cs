using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive;
using Fleet.Sim.Timeline;
using Xunit;
using GoodbyeReason = Fleet.Core.Vocabulary.GoodbyeReason;
using RealTimeScan = Fleet.Core.Vocabulary.RealTimeScan;

namespace Fleet.Sim.Tests.Drive;

public sealed class DriverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Tell Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);
    private static readonly Tell Enabled = HandMadeTimeline.Scan(RealTimeScan.Enabled);

    [Fact]
    public async Task Tells_what_waited_and_what_comes_and_leaves_when_all_is_answered()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, Stopped), (0, new Connect()), (0.05, Enabled), (0.1, new Leave(GoodbyeReason.ServiceStopped))));
        Assert.Equal((2, 2, 0), (tally.Sent, tally.Acked, tally.Repeated));
        Assert.Equal((1, 1), (tally.ToOnline, tally.ToOffline));
        var heard = server.HeardIn(1).ToList();
        Assert.Equal(("c00000", "lab", 1), (heard[0].Hello.ClientId, heard[0].Hello.Group, heard[0].Hello.BacklogThrough));
        Assert.Equal([(1, 0), (2, 1)], heard.Where(m => m.Report is not null).Select(m => (m.Report.Seq, m.Report.Acked)));
        Assert.Equal(V1.RealTimeScan.Stopped, heard[1].Report.Facts.RealTimeScan);
        Assert.Equal(V1.GoodbyeReason.ServiceStopped, heard[^1].Goodbye.Reason);
    }

    [Fact]
    public async Task Sends_again_from_where_a_busy_server_stopped_taking()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.HearAsync();
            await session.HearAsync();
            await session.AckAsync(1);
            await session.RefuseAsync(2, "busy", retryAfter: 0.02);
            await session.RefuseAsync(3, "gap", retryAfter: 0.02, held: 1);
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, Stopped), (0, new Connect())));
        Assert.Equal((3, 3, 2), (tally.Sent, tally.Acked, tally.Repeated));
        Assert.Equal([1, 2, 3, 2, 3], server.HeardIn(1).Where(m => m.Report is not null).Select(m => m.Report.Seq));
    }

    [Fact]
    public async Task A_report_refused_for_good_is_counted_and_not_sent_again()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.RefuseAsync(1, "contradiction");
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, new Connect())));
        Assert.Equal((2, 1, 1, 0), (tally.Sent, tally.Acked, tally.Refused, tally.Repeated));
        Assert.Equal(1, tally.Errors);
    }

    [Fact]
    public async Task Keeps_trying_where_the_server_aborts_closes_or_ends_sessions()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            if (session.Number == 1)
            {
                session.Abort();
                return;
            }

            if (session.Number == 2)
                return;
            await session.WelcomeAsync();
            if (session.Number == 3)
            {
                await session.CloseAsync("draining", retryAfter: 0.05);
                return;
            }

            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, new Connect()), (0.01, Stopped)));
        Assert.Equal(3, tally.Reconnects);
        Assert.Equal(2, tally.Welcomes);
        Assert.Equal(1, tally.Acked);
    }

    [Fact]
    public async Task A_pulled_cable_is_silence_and_the_next_session_begins_beside_it()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        var tally = await DriveAsync(
            server, new HandMadeTimeline(1, (0, new Connect()), (0.3, new PullCable()), (0.31, Stopped), (0.6, new Connect()), (0.7, new Leave(GoodbyeReason.Unloaded))), whileOpen: () =>
            {
                Assert.Empty(server.Broken);
                Assert.All(server.HeardIn(1), message => Assert.NotNull(message.Hello));
            });
        Assert.Equal(1, tally.Acked);
        Assert.Equal(0, tally.Reconnects);
        Assert.Equal(1, server.HeardIn(2).First().Hello.BacklogThrough);
    }

    [Fact]
    public async Task A_break_is_noticed_by_the_server()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        await DriveAsync(server, new HandMadeTimeline(1, (0, new Connect()), (0.2, new Break())), whileOpen: () => Eventually.True(() => server.Broken.Contains(1)));
    }

    [Fact]
    public async Task Heartbeats_come_while_nothing_else_does()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        await DriveAsync(server, new HandMadeTimeline(1, (0, new Connect())), whileOpen: () => Eventually.True(() => server.HeardIn(1).Count(m => m.Heartbeat is not null) >= 2));
    }

    [Fact]
    public async Task Who_does_not_read_settles_when_it_reads_again()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, new Connect()), (0.2, new StopReading()), (0.21, Stopped)));
        Assert.Equal((1, 0), (tally.Acked, tally.Reconnects));
    }

    [Fact]
    public async Task Many_clients_share_few_connections()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(80, (0, new Connect()), (0.1, Stopped), (0.2, new Leave(GoodbyeReason.Unloaded))), connections: 2);
        Assert.Equal((80, 80, 80), (tally.Welcomes, tally.Acked, tally.ToOffline));
    }

    [Fact]
    public async Task As_fast_as_possible_skips_the_waiting()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        var tally = await DriveAsync(server, new HandMadeTimeline(1, (0, new Connect()), (36_000, Stopped), (72_000, new Leave(GoodbyeReason.Unloaded))), speed: Speed.Max);
        Assert.Equal(1, tally.Acked);
    }

    private static async Task<Tally> DriveAsync(FakeServer server, ITimeline timeline, int connections = 1, Speed? speed = null, Action? whileOpen = null)
    {
        await using var driver = new Driver(timeline, new DriveOptions([server.Address], connections, speed ?? Speed.Real), TimeProvider.System);
        await driver.PlayedAsync().WaitAsync(Patience);
        await driver.SettledAsync().WaitAsync(Patience);
        whileOpen?.Invoke();
        return (await driver.FiguresAsync()).Tally;
    }
}
