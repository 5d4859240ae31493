using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>Where a client goes with its session, and whether it comes back, when a server ends it or sends it elsewhere.</summary>
public sealed class DriverSessionTests
{
    private static readonly ObserveFacts Stopped = HandMadeTimeline.Scan(RealTimeScan.Stopped);

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
    public async Task Goes_where_it_is_sent_stays_there_and_is_not_sent_twice()
    {
        await using var home = await FakeServer.ServingAsync();
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
        await using var other = await FakeServer.ServingAsync();
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
        await using var other = await FakeServer.ServingAsync();
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
}
