using Akka.Actor;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>A report that is not taken now is refused once, those after it are dropped, and answers that come late do no harm.</summary>
public sealed class ReportRoundTests : StreamScene
{
    private static readonly Refusal Away = new(RefusalCode.Unavailable, "away", RetryAfter: TimeSpan.FromMilliseconds(500));

    [Fact]
    public void The_lowest_is_refused_once_and_those_after_it_are_dropped_until_it_comes_again()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 8);
        var round = Forwarded(4);
        Answer(stream, round[0], new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
        Forwarded(1);
        Answer(stream, round[1], new Refused(2, Away, 1));
        var refusal = Next(port).Refusal;
        Assert.Equal((2, "unavailable"), (refusal.Seq, refusal.Code));
        Answer(stream, round[2], new Refused(3, Away, 1));
        // On the way when the refusal was.
        Send(stream, 9, 10);
        AwaitWorked(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
        Assert.False(port.Outbound.TryPeek(out _));

        Send(stream, 2, 3);
        foreach (var asked in Forwarded(2))
            Answer(stream, asked, new Taken(((TakeReport)asked.Body).Seq, true, false));
        Assert.Equal([2, 3], Acks(port, 2));
    }

    [Fact]
    public void A_late_refusal_of_a_number_that_was_given_up_empties_nothing()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 3);
        var late = Forwarded(3);
        Pass(stream, TimeSpan.FromSeconds(5));
        var refusal = Next(port).Refusal;
        Assert.Equal((1, "unavailable"), (refusal.Seq, refusal.Code));

        Send(stream, 1, 3);
        var again = Forwarded(3);
        foreach (var asked in late)
            Answer(stream, asked, new Refused(((TakeReport)asked.Body).Seq, Away, 0));
        AwaitWorked(stream);
        Assert.False(port.Outbound.TryPeek(out _));
        Assert.Equal(3, Node.Reports.Gate.Inside);
        foreach (var asked in again)
            Answer(stream, asked, new Taken(((TakeReport)asked.Body).Seq, true, false));
        Assert.Equal([1, 2, 3], Acks(port, 3));
        Eventually.True(() => Node.Reports.Gate.Inside == 0, "places free");
    }

    [Fact]
    public void A_late_answer_that_it_was_taken_is_acked_and_the_client_may_go_on_after_it()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 2);
        var late = Forwarded(2);
        Pass(stream, TimeSpan.FromSeconds(5));
        Assert.Equal(1, Next(port).Refusal.Seq);
        Answer(stream, late[0], new Taken(1, true, false), offset: 7);
        var ack = Next(port).Ack;
        Assert.Equal((1, 7), (ack.Seq, ack.Offset));
        Send(stream, 2, 2);
        Assert.Equal(2, ((TakeReport)Forwarded(1)[0].Body).Seq);
    }

    [Fact]
    public void While_the_journal_takes_nothing_the_lowest_is_refused_within_five_seconds_and_only_that()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Journal.Hold();
        Send(stream, 1, 8);
        AwaitWorked(stream);
        Journal.Fail("away", TimeSpan.FromSeconds(1));
        Pass(stream, TimeSpan.FromSeconds(4.5));
        var refusal = Next(port).Refusal;
        Assert.Equal((1, "unavailable"), (refusal.Seq, refusal.Code));
        Pass(stream, TimeSpan.FromSeconds(10));
        Assert.False(port.Outbound.TryPeek(out _));
        Region.ExpectNoMsg(TimeSpan.Zero);

        Send(stream, 1, 1);
        Assert.Equal(1, Next(port).Refusal.Seq);
        Journal.Recover();
        Journal.Release();
        Send(stream, 1, 8);
        Assert.Equal(1, ((TakeReport)Forwarded(4)[0].Body).Seq);
    }

    [Fact]
    public void Who_leaves_the_refused_number_out_for_good_is_told_of_the_gap()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 1);
        Answer(stream, Forwarded(1)[0], new Refused(1, Away, 0));
        Assert.Equal(1, Next(port).Refusal.Seq);
        Pass(stream, TimeSpan.FromSeconds(6));
        stream.Tell(new Received(null, Report(2) with { Acked = 0 }));
        Assert.Equal(2, ((TakeReport)Forwarded(1)[0].Body).Seq);
    }
}
