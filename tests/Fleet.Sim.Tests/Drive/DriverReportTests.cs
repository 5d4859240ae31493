using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>What becomes of reports, and what is counted of them, where a server refuses them, owes their answers or forgets their numbers.</summary>
public sealed class DriverReportTests
{
    private static readonly ObserveFacts Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);
    private static readonly ObserveFacts Enabled = HandMadeTimeline.Scan(RealTimeScan.Enabled);

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
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, Stopped), (0, Enabled), (0, Stopped), (0.1, new ComeOnline())));
        rig.Until(() => rig.Acked == 1);
        var figures = await rig.GiveUpAsync();
        Assert.Equal((3, 1, 2, 2), (figures.Tally.Sent, figures.Tally.Acked, figures.Tally.TimedOut, figures.Tally.Errors));
        Assert.True(figures.LastAck >= TimeSpan.FromSeconds(0.1));
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
    public async Task A_reimaged_client_counts_from_1_in_a_new_epoch_and_nothing_is_left_of_what_waited()
    {
        await using var server = await FakeServer.ServingAsync();
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
}
