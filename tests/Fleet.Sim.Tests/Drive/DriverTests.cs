using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive;
using Fleet.Sim.Timeline;
using Fleet.V1;
using Xunit;
using GoodbyeReason = Fleet.Core.Vocabulary.GoodbyeReason;
using RealTimeScan = Fleet.Core.Vocabulary.RealTimeScan;

namespace Fleet.Sim.Tests.Drive;

public sealed class DriverTests
{
    private static readonly ObserveFacts Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);
    private static readonly ObserveFacts Enabled = HandMadeTimeline.Scan(RealTimeScan.Enabled);

    [Fact]
    public async Task Tells_what_waited_and_what_comes_and_leaves_when_all_is_answered()
    {
        await using var server = await ServingAsync();
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
    public async Task A_reimaged_client_counts_from_1_in_a_new_epoch_and_nothing_is_left_of_what_waited()
    {
        await using var server = await ServingAsync();
        var roams = new ObserveFacts(new Core.Clients.ReportedFacts { Roaming = true });
        await using var rig = new DriverRig(server, new HandMadeTimeline(
            1, (0, Stopped), (0, new ComeOnline()), (0.05, Enabled), (0.1, new SayGoodbye(GoodbyeReason.ServiceStopped)), (0.15, Stopped), (0.2, new ReImage()), (0.2, roams),
            (0.25, new ComeOnline())));
        rig.Until(() => server.HeardIn(1).Any(message => message.Goodbye is not null), before: 0.15);
        var tally = await rig.SettleAsync();
        Assert.Equal((3, 3, 0), (tally.Sent, tally.Acked, tally.Repeated));
        var (before, after) = (server.HeardIn(1).ToList(), server.HeardIn(2).ToList());
        Assert.Equal("", before[0].Hello.Epoch);
        Assert.Equal((true, 1), (after[0].Hello.Epoch.Length is > 0 and <= 64, after[0].Hello.BacklogThrough));
        var report = Assert.Single(after, message => message.Report is not null).Report;
        Assert.Equal((1, 0, true), (report.Seq, report.Acked, report.Facts.Roaming));
    }

    [Fact]
    public async Task Who_is_told_that_its_epoch_is_old_chooses_another_one()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            if (session.Number == 1)
            {
                await session.HearAsync();
                await session.RefuseAsync(0, "epoch-old");
                await session.ListenAsync();
                return;
            }

            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, new ReImage()), (0, Enabled), (0, new ComeOnline())));
        Assert.Equal(1, (await rig.SettleAsync()).Acked);
        var (first, second) = (server.HeardIn(1).First().Hello.Epoch, server.HeardIn(2).First().Hello.Epoch);
        Assert.NotEqual(first, second);
        Assert.Equal([1], server.HeardIn(2).Where(m => m.Report is not null).Select(m => m.Report.Seq));
    }

    [Fact]
    public async Task Sends_again_from_where_a_busy_server_stopped_taking()
    {
        var isRefused = false;
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            for (var seq = 1; seq <= 3; seq++)
                await session.HearAsync();
            await session.AckAsync(1);
            await session.RefuseAsync(2, "busy", retryAfter: 0.2);
            await session.RefuseAsync(3, "gap", retryAfter: 0.2, held: 1);
            Volatile.Write(ref isRefused, true);
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, Stopped), (0, new ComeOnline())));
        // Who comes again after the one refusal and before the other is refused once more.
        Eventually.True(() => Volatile.Read(ref isRefused));
        var tally = await rig.SettleAsync();
        Assert.Equal((3, 3, 2), (tally.Sent, tally.Acked, tally.Repeated));
        Assert.Equal([1, 2, 3, 2, 3], server.HeardIn(1).Where(m => m.Report is not null).Select(m => m.Report.Seq));
    }

    [Fact]
    public async Task Keeps_no_more_under_way_than_the_server_asks_for()
    {
        const int Reports = 30;
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync(window: 8);
            for (var seq = 1; seq < 8; seq++)
                await session.HearAsync();
            await session.AckAsync(7, window: 2);
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, [.. Enumerable.Repeat((0.0, (Step)Stopped), Reports), (0, new ComeOnline())]));
        var tally = await rig.SettleAsync();
        Assert.Equal((Reports, Reports, 0), (tally.Sent, tally.Acked, tally.Repeated));
        var reports = server.HeardIn(1).Where(m => m.Report is not null).Select(m => m.Report).ToList();
        Assert.Equal(8, reports[7].Seq - reports[7].Acked);
        Assert.All(reports.Skip(8), report => Assert.InRange(report.Seq - report.Acked, 1, 2));
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
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, new ComeOnline())));
        var tally = await rig.SettleAsync();
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
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.01, Stopped)));
        var tally = await rig.SettleAsync();
        Assert.Equal(3, tally.Reconnects);
        Assert.Equal(2, tally.Welcomes);
        Assert.Equal(1, tally.Acked);
    }

    [Fact]
    public async Task Goes_where_it_is_sent_stays_there_and_is_not_sent_twice()
    {
        await using var home = await ServingAsync();
        await using var first = await FakeServer.StartAsync(session => session.RedirectAsync(home.Address));
        await using var rig = new DriverRig([first, home], new HandMadeTimeline(1, (0, new ComeOnline()), (0, Stopped), (0.5, new BreakOff()), (0.6, new ComeOnline())), connections: 4);
        rig.Until(() => home.HeardIn(1).Any(message => message.Report is not null), before: 0.5);
        var tally = await rig.SettleAsync();
        Assert.Equal((1, 0), (tally.Acked, tally.Reconnects));
        Assert.Equal([true], first.Heard.Select(heard => heard.Message.Hello.FollowsRedirects));
        Assert.Equal([false, true], home.Heard.Where(heard => heard.Message.Hello is not null).Select(heard => heard.Message.Hello.FollowsRedirects));
    }

    [Fact]
    public async Task A_server_that_sends_it_around_has_lost_it()
    {
        await using var other = await ServingAsync();
        FakeServer? around = null;
        around = await FakeServer.StartAsync(session => session.RedirectAsync(around!.Address));
        await using var ends = around;
        await using var rig = new DriverRig([around, other], new HandMadeTimeline(1, (0, Stopped), (0, new ComeOnline())), connections: 2);
        var tally = await rig.SettleAsync();
        Assert.Equal((1, 1), (tally.Acked, tally.Reconnects));
        Assert.Equal([true, false], around.Heard.Select(heard => heard.Message.Hello.FollowsRedirects));
    }

    [Fact]
    public async Task Stays_where_it_is_when_it_is_sent_to_a_server_that_it_does_not_know()
    {
        await using var other = await ServingAsync();
        await using var first = await FakeServer.StartAsync(async session =>
        {
            if (session.Number == 1)
            {
                await session.RedirectAsync(new Uri("http://127.0.0.1:1"));
                return;
            }

            await session.WelcomeAsync();
            await session.ServeAsync();
        });
        await using var rig = new DriverRig([first, other], new HandMadeTimeline(1, (0, Stopped), (0, new ComeOnline())), connections: 2);
        Assert.Equal(1, (await rig.SettleAsync()).Acked);
        Assert.Equal(2, first.Heard.Count(heard => heard.Message.Hello is not null));
        Assert.Empty(other.Heard);
    }

    [Fact]
    public async Task A_pulled_cable_is_silence_and_the_next_session_begins_beside_it()
    {
        await using var server = await ServingAsync();
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
        await using var server = await ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.5, new BreakOff())));
        Eventually.True(() => rig.Progress.Tally.Welcomes == 1);
        rig.Until(() => server.Broken.Contains(1));
        Assert.Equal(0, (await rig.SettleAsync()).Reconnects);
    }

    [Fact]
    public async Task Heartbeats_come_while_nothing_else_does()
    {
        await using var server = await ServingAsync();
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

    [Theory]
    [InlineData("superseded")]
    [InlineData("silent")]
    [InlineData("slow-reader")]
    [InlineData("draining")]
    [InlineData("a word of a later version")]
    public async Task A_closing_says_whether_and_when_to_come_back_whatever_its_reason(string reason)
    {
        var isOver = false;
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.CloseAsync(reason, session.Number == 1 ? 0.05 : null);
            await session.ListenAsync();
            Volatile.Write(ref isOver, session.Number > 1);
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline())));
        rig.Until(() => Volatile.Read(ref isOver));
        var tally = await rig.SettleAsync();
        Assert.Equal((2, 1, 1), (tally.Welcomes, tally.Reconnects, tally.TurnedAway));
        Assert.Equal(2, server.Heard.Count(heard => heard.Message.Hello is not null));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_and_tried_again()
    {
        // By what was heard, not by the number of the session: who hurries may give one up before its welcome comes.
        var wasAsked = false;
        await using var server = await FakeServer.StartAsync(async session =>
        {
            var answers = Volatile.Read(ref wasAsked);
            if (session.Number > 1)
                await session.WelcomeAsync();
            if (answers)
            {
                await session.ServeAsync();
                return;
            }

            while (await session.HearAsync() is { } message)
            {
                if (message.Report is not null)
                    Volatile.Write(ref wasAsked, true);
            }
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0, Stopped)));
        var tally = await rig.SettleAsync(hurry: true);
        Assert.Equal((1, 1), (tally.Acked, tally.TimedOut));
        Assert.True(tally.Reconnects >= 2);
    }

    [Fact]
    public async Task What_has_no_answer_when_it_is_given_up_has_timed_out_once()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            for (var report = 1; report <= 3; report++)
                await session.HearAsync();
            await session.AckAsync(1);
            await session.ListenAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, Stopped), (0, new ComeOnline())));
        rig.Until(() => rig.Acked == 1);
        var figures = await rig.GiveUpAsync();
        Assert.Equal((3, 1, 2, 2), (figures.Tally.Sent, figures.Tally.Acked, figures.Tally.TimedOut, figures.Tally.Errors));
        Assert.True(figures.LastAck > TimeSpan.Zero);
        Assert.Equal(2, (await rig.GiveUpAsync()).Tally.TimedOut);
    }

    [Fact]
    public async Task What_was_due_before_a_server_stalled_is_charged_with_that_wait_also_in_the_next_session_and_an_absence_is_not()
    {
        // Told at 0.1 and never answered in the first session, which breaks at 1.1; the client is back at 2.1. What it tells meanwhile nobody could send before.
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync(heartbeat: 300);
            if (session.Number == 1)
                await session.ListenAsync();
            else
                await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.1, Stopped), (1.1, new BreakOff()), (1.5, Enabled), (2.1, new ComeOnline())));
        rig.Until(() => server.HeardIn(1).Any(message => message.Report is not null), before: 1.1);
        rig.Until(() => rig.Progress is { Tally.Offered: 1, Waiting: 1 }, before: 1.1);
        rig.Until(() => rig.Progress is { Tally.Offered: 1, Waiting: 0, Offline: 1 }, before: 1.5);
        rig.Until(() => rig.Acked == 2, before: 2.9);
        await rig.SettleAsync(hurry: true);
        var figures = await rig.GiveUpAsync();
        Assert.Equal((2, 2, 0), (figures.Tally.Offered, figures.Tally.Acked, figures.Waiting));
        Assert.InRange(figures.Latency.Percentiles.Max, 1_000, 1_900);
        Assert.InRange(figures.Latency.Percentiles.P50, 0, 900);
    }

    [Fact]
    public async Task Who_is_sent_away_for_good_has_its_reports_wait_for_the_server()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.CloseAsync("full");
        });
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0, Stopped)));
        rig.Until(() => rig.Progress is { Tally: { TurnedAway: 1, Offered: 1 }, Waiting: 1 });
    }

    [Fact]
    public async Task Who_does_not_read_settles_when_it_reads_again()
    {
        await using var server = await ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (0.2, new GoDeaf()), (0.21, Stopped)));
        var tally = await rig.SettleAsync();
        Assert.Equal((1, 0), (tally.Acked, tally.Reconnects));
    }

    [Fact]
    public async Task Many_clients_share_few_connections()
    {
        await using var server = await ServingAsync();
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

    [Fact]
    public async Task As_fast_as_possible_skips_the_waiting()
    {
        await using var server = await ServingAsync();
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline()), (36_000, Stopped), (72_000, new SayGoodbye(GoodbyeReason.Unloaded))), speed: Speed.Max);
        var tally = await rig.SettleAsync();
        Assert.Equal(1, tally.Acked);
    }

    private static Task<FakeServer> ServingAsync() => FakeServer.StartAsync(async session =>
    {
        await session.WelcomeAsync();
        await session.ServeAsync();
    });
}
