using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>Under load reports wait for their turn: they are not refused, keep their order, and take turns with those of others.</summary>
public sealed class ReportTurnTests : StreamScene
{
    [Fact]
    public void A_session_forwards_a_few_at_a_time_in_order_and_the_next_when_one_is_answered()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 10);
        var underWay = new Queue<ToClient>(Forwarded(4));
        Region.ExpectNoMsg(TimeSpan.Zero);
        for (var seq = 1; seq <= 10; seq++)
        {
            Answer(stream, underWay.Dequeue(), new Taken(seq, true, false));
            Assert.Equal(seq, Next(port).Ack.Seq);
            if (seq <= 6)
                underWay.Enqueue(Forwarded(1)[0]);
        }

        Assert.Empty(underWay);
    }

    [Fact]
    public void A_report_for_which_the_node_has_no_place_waits_and_a_busy_client_does_not_hold_up_another()
    {
        Journal = new Admission(1, TimeSpan.FromSeconds(1));
        var (busy, busyPort) = Open(single: true);
        Greet(busy, busyPort, Pc1);
        var (other, otherPort) = Open(single: true);
        Greet(other, otherPort, Pc2);
        Send(busy, 1, 20);
        AwaitWorked(busy);
        Send(other, 1, 2);
        AwaitWorked(other);

        var order = new List<(string, long)>();
        for (var i = 0; i < 22; i++)
        {
            var asked = Forwarded(1)[0];
            var report = (TakeReport)asked.Body;
            order.Add((asked.Client.Value, report.Seq));
            Region.ExpectNoMsg(TimeSpan.Zero);
            Answer(asked.Client == Pc1 ? busy : other, asked, new Taken(report.Seq, true, false));
        }

        Assert.Equal([("pc-1", 1), ("pc-1", 2), ("pc-2", 1), ("pc-1", 3), ("pc-2", 2)], order.Take(5));
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), order.Where(told => told.Item1 == "pc-1").Select(told => told.Item2));
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), Acks(busyPort, 20));
        Assert.Equal([1, 2], Acks(otherPort, 2));
    }

    [Fact]
    public void While_the_read_model_is_too_far_behind_reports_wait()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Journal.Hold();
        Send(stream, 1, 2);
        AwaitWorked(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
        Journal.Release();
        Answer(stream, Forwarded(2)[0], new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
    }

    [Fact]
    public void A_client_that_sends_a_report_again_that_waits_gets_one_answer()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 2);
        Send(stream, 1, 2);
        foreach (var asked in Forwarded(2))
            Answer(stream, asked, new Taken(((TakeReport)asked.Body).Seq, true, false));
        Assert.Equal([1, 2], Acks(port, 2));
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void What_another_node_has_no_room_for_is_forwarded_again_and_the_client_hears_nothing_of_it()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 2);
        var refused = Forwarded(2);
        Answer(stream, refused[0], new Refused(1, new Refusal(RefusalCode.Busy, "full", RetryAfter: TimeSpan.FromMilliseconds(250)), 0));
        Answer(stream, refused[1], new Refused(2, new Refusal(RefusalCode.Gap, "gap", RetryAfter: TimeSpan.FromMilliseconds(50)), 0));
        Pass(stream, TimeSpan.FromMilliseconds(300));
        foreach (var asked in Forwarded(2))
            Answer(stream, asked, new Taken(((TakeReport)asked.Body).Seq, true, false));
        Assert.Equal([1, 2], Acks(port, 2));
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void An_ack_tells_the_credit_where_it_has_changed()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        for (var others = 0; others < 2_000; others++)
            Node.Reports.Hold(0, 1);
        Send(stream, 1, 2);
        var asked = Forwarded(2);
        Answer(stream, asked[0], new Taken(1, true, false));
        Assert.InRange(Next(port).Ack.Window, 1, 10);
        Answer(stream, asked[1], new Taken(2, true, false));
        Assert.Equal(0, Next(port).Ack.Window);
        for (var others = 0; others < 2_000; others++)
            Node.Reports.Hold(1, 0);
        Send(stream, 3, 3);
        Answer(stream, Forwarded(1)[0], new Taken(3, true, false));
        Assert.Equal(PresenceSettings.Window, Next(port).Ack.Window);
    }

    [Fact]
    public void A_goodbye_waits_for_the_reports_that_were_said_before_it()
    {
        Journal = new Admission(1, TimeSpan.FromSeconds(1));
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 2);
        stream.Tell(new Received(null, new ClientInput.SaidGoodbye(Core.Vocabulary.GoodbyeReason.Unloaded)));
        Answer(stream, Forwarded(1)[0], new Taken(1, true, false));
        Assert.Equal(2, ((TakeReport)Forwarded(1)[0].Body).Seq);
        Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body);
    }
}
