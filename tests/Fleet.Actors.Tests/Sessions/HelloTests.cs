using Fleet.Core.Vocabulary;
using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Gates;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>A hello is answered or refused within five seconds, whatever happens, and what a client announced is not waited for for ever.</summary>
public sealed class HelloTests : StreamScene
{
    [Fact]
    public void A_hello_that_its_client_never_hears_of_is_refused_in_five_seconds_and_may_be_said_again_on_the_same_stream()
    {
        var (stream, port) = Open(single: true);
        var first = (OpenSession)Hello(stream, Pc1).Body;
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        var refusal = Next(port).Refusal;
        Assert.Equal((0, "unavailable"), (refusal.Seq, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);

        Drop();
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        var second = Region.ExpectMsg<ToClient>();
        // The same session: the first hello may have opened it, and it takes nobody's place.
        Assert.Equal(first.Session, ((OpenSession)second.Body).Session);
        Answer(stream, second, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void A_hello_that_cannot_be_taken_as_long_as_it_may_wait_is_refused_at_once_with_the_reason()
    {
        var (stream, port) = Open(single: true);
        var hello = Hello(stream, Pc1);
        Answer(stream, hello, new Refused(0, new Refusal(RefusalCode.Unavailable, "damaged", RetryAfter: TimeSpan.FromMinutes(1)), 0));
        var refusal = Next(port).Refusal;
        Assert.Equal((0, "unavailable", "damaged", TimeSpan.FromMinutes(1)), (refusal.Seq, refusal.Code, refusal.Message, refusal.RetryAfter.ToTimeSpan()));

        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        Answer(stream, Region.FishForMessage<ToClient>(to => to.Body is OpenSession), new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
    }

    [Fact]
    public void A_hello_is_said_again_meanwhile_with_the_time_that_is_left()
    {
        var (stream, _) = Open(single: true);
        var lefts = new List<TimeSpan> { Hello(stream, Pc1).Deadline!.Value.Left };
        for (var i = 0; i < 3; i++)
        {
            Pass(stream, TimeSpan.FromSeconds(1.1));
            lefts.Add(Region.ExpectMsg<ToClient>().Deadline!.Value.Left);
        }

        Assert.Equal(lefts.OrderDescending(), lefts);
        Assert.All(lefts, left => Assert.InRange(left, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void The_end_of_a_hello_that_was_refused_is_told_until_it_is_confirmed_and_the_pauses_have_a_bound()
    {
        var (stream, port) = Open(single: true);
        Hello(stream, Pc1);
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        Assert.Equal("unavailable", Next(port).Refusal.Code);
        stream.Tell(StreamEnded.Instance);
        var end = Region.FishForMessage<ToClient>(to => to.Body is EndSession);
        for (var i = 0; i < 40; i++)
        {
            for (var seconds = 0; seconds < 6; seconds++)
                Pass(stream, TimeSpan.FromSeconds(2));
            Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body);
            Drop();
        }

        Watch(stream);
        Answer(stream, end, Core.Clients.Done.Instance);
        ExpectTerminated(stream);
        // The client was told already.
        Assert.False(port.Outbound.TryPeek(out var last) && last.Message.Closing?.Reason is not null and not "protocol");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_came_late_of_a_refused_hello_is_ended_only_if_the_client_does_not_come_back(bool isOfOne)
    {
        var (stream, port) = Open(isOfOne);
        var first = Hello(stream, Pc1, relayed: !isOfOne);
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        Assert.Equal("unavailable", Next(port).Refusal.Code);
        Drop();
        // It was begun in time and is durable only now: the client is online by it, and waits as it was told to.
        Answer(stream, first, new Opened(0, Present: true));
        Pass(stream, TimeSpan.FromSeconds(2));
        Region.ExpectNoMsg(TimeSpan.Zero);
        stream.Tell(new Received(isOfOne ? null : Pc1, new ClientInput.Hello(Pc1, null, 0, null)));
        var second = Region.ExpectMsg<ToClient>();
        Assert.Equal(((OpenSession)first.Body).Session, ((OpenSession)second.Body).Session);
        Answer(stream, second, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        Pass(stream, TimeSpan.FromSeconds(2));
        Region.ExpectNoMsg(TimeSpan.Zero);
        stream.Tell(StreamEnded.Instance);
        Assert.Equal(((OpenSession)second.Body).Session, ((EndSession)Region.ExpectMsg<ToClient>().Body).Session);
    }

    [Fact]
    public void A_hello_of_another_epoch_goes_on_with_no_session_of_the_one_before()
    {
        var (stream, port) = Open(single: false);
        var first = Hello(stream, Pc1, relayed: true);
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        Assert.Equal("unavailable", Next(port).Refusal.Code);
        Drop();
        stream.Tell(new Received(Pc1, new ClientInput.Hello(Pc1, null, 0, null, Epoch: "new")));
        var second = Region.ExpectMsg<ToClient>();
        Assert.NotEqual(((OpenSession)first.Body).Session, ((OpenSession)second.Body).Session);
        Answer(stream, second, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        // The client's actor tells the first one that the second one has taken its place: that is no news for the client.
        stream.Tell(new SessionOver(Pc1, ((OpenSession)first.Body).Session, ClosingReason.Superseded));
        AwaitWorked(stream);
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void A_session_that_is_gone_on_with_is_ended_even_if_the_later_hello_was_never_said()
    {
        var (stream, port) = Open(single: true);
        var first = Hello(stream, Pc1);
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        Assert.Equal("unavailable", Next(port).Refusal.Code);
        Drop();
        Fill();
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        AwaitWorked(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
        stream.Tell(StreamEnded.Instance);
        Assert.Equal(((OpenSession)first.Body).Session, ((EndSession)Region.ExpectMsg<ToClient>().Body).Session);
    }

    [Fact]
    public void Who_does_not_come_back_after_a_refused_hello_is_ended_after_the_grace_period()
    {
        var (stream, port) = Open(single: false);
        var first = Hello(stream, Pc1, relayed: true);
        for (var i = 0; i < 8; i++)
            Pass(stream, TimeSpan.FromSeconds(0.6));
        var retryAfter = Next(port).Refusal.RetryAfter.ToTimeSpan();
        Drop();
        Pass(stream, TimeSpan.FromSeconds(30));
        Pass(stream, TimeSpan.FromSeconds(28));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, retryAfter + TimeSpan.FromSeconds(2));
        Assert.Equal(((OpenSession)first.Body).Session, ((EndSession)Region.ExpectMsg<ToClient>().Body).Session);
    }

    [Fact]
    public void A_hello_for_which_there_is_no_place_waits_and_is_said_when_there_is_one()
    {
        var inside = Fill();
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        // Said right after it, as clients do that know their number.
        Send(stream, 1, 1);
        AwaitWorked(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
        Assert.False(port.Outbound.TryPeek(out _));

        Node.Hellos.Gate.Exit(TimeSpan.Zero);
        Answer(stream, Region.ExpectMsg<ToClient>(to => Assert.IsType<OpenSession>(to.Body)), new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        Assert.Equal(1, ((TakeReport)Forwarded(1)[0].Body).Seq);
        Assert.Equal(inside - 1, Node.Hellos.Gate.Inside);
    }

    [Fact]
    public void A_hello_that_has_waited_for_three_seconds_gets_an_appointment_and_its_actor_never_hears_of_it()
    {
        Fill();
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        AwaitWorked(stream);
        for (var i = 0; i < 4; i++)
            Pass(stream, TimeSpan.FromSeconds(0.9));
        var refusal = Next(port).Refusal;
        Assert.Equal((0, "busy"), (refusal.Seq, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Region.ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(0, Node.Hellos.Gate.Waiting);
    }

    [Fact]
    public void A_backlog_that_does_not_come_is_waited_for_as_long_as_silence_is_and_then_the_client_is_online_with_what_there_is()
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 3, null)));
        Answer(stream, Region.ExpectMsg<ToClient>(), new Opened(0, Present: false));
        Assert.NotNull(Next(port).Welcome);
        Send(stream, 1, 1);
        Answer(stream, Forwarded(1)[0], new Taken(1, true, false));
        for (var seconds = 0; seconds < 88; seconds += 2)
        {
            Pass(stream, TimeSpan.FromSeconds(2));
            stream.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        }

        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromSeconds(2));
        var again = Region.ExpectMsg<ToClient>();
        Assert.Equal(0, ((OpenSession)again.Body).BacklogThrough);
        Answer(stream, again, new Opened(1, Present: true));
        Pass(stream, TimeSpan.FromSeconds(2));
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_backlog_that_has_come_is_not_given_up()
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 1, null)));
        Answer(stream, Region.ExpectMsg<ToClient>(), new Opened(0, Present: false));
        Assert.NotNull(Next(port).Welcome);
        Send(stream, 1, 1);
        Answer(stream, Forwarded(1)[0], new Taken(1, true, false));
        for (var seconds = 0; seconds < 100; seconds += 2)
        {
            Pass(stream, TimeSpan.FromSeconds(2));
            stream.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        }

        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Heartbeats_of_those_who_understand_it_are_answered_and_the_welcome_tells_how_long_to_wait_for_that()
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null, Capabilities: Capabilities.Alive)));
        Answer(stream, Region.ExpectMsg<ToClient>(), new Opened(0, Present: true));
        Assert.Equal(30, Next(port).Welcome.AliveWithin.Seconds);
        stream.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        Assert.NotNull(Next(port).Alive);

        var (old, oldPort) = Open(single: true);
        var opening = Hello(old, Pc2);
        Answer(old, opening, new Opened(0, Present: true));
        Assert.Null(Next(oldPort).Welcome.AliveWithin);
        old.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        AwaitWorked(old);
        Assert.False(oldPort.Outbound.TryPeek(out _));
    }

    private int Fill()
    {
        var last = new Turn(() => { });
        while (Node.Hellos.Gate.Enter(last))
        {
        }

        Node.Hellos.Gate.Leave(last);
        return Node.Hellos.Gate.Inside;
    }

    private void Drop()
    {
        while (Region.HasMessages)
            Region.ReceiveOne(TimeSpan.Zero);
    }
}
