using Akka.Actor;
using Akka.TestKit;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>A session is asked whether its client is really there.</summary>
public sealed class VerificationTests : StreamScene
{
    private static readonly TimeSpan JustBefore = Presence.PongWithin - TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(2);

    private TestProbe Asker => field ??= CreateTestProbe();

    [Fact]
    public void A_client_that_answers_is_verified()
    {
        var (stream, port, session) = Greeted(Capabilities.Verify);
        Ask(stream, session);
        var ping = Next(port).Ping;
        Pass(stream, TimeSpan.FromSeconds(3));
        Say(stream, new ClientInput.Pong(ping.Id));
        Assert.Equal(new SessionVerified(Pc1, session, new Sighting(Clock.GetUtcNow(), IsAnswer: true)), Asker.ExpectMsg<SessionVerified>());
        Assert.Equal(new Sighting(Clock.GetUtcNow(), IsAnswer: true), Directory.LastHeard(Pc1, session));
        // It is not asked again, nor judged by that question.
        Pass(stream, TimeSpan.FromSeconds(89));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void Who_says_nothing_any_more_is_silent_long_before_the_timeout_and_everybody_who_asked_learns_it()
    {
        var (stream, port, session) = Greeted(Capabilities.Verify);
        Ask(stream, session);
        Assert.NotNull(Next(port).Ping);
        Pass(stream, JustBefore);
        Ask(stream, session);
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, Overdue);
        var end = Region.ExpectMsg<ToClient>();
        Assert.Equal((session, PresenceCause.Silent), (((EndSession)end.Body).Session, ((EndSession)end.Body).Cause));
        Asker.ExpectNoMsg(TimeSpan.Zero);
        Answer(stream, end, Core.Clients.Done.Instance);
        Assert.Equal("silent", Next(port).Closing.Reason);
        Assert.All(new[] { Asker.ExpectMsg<SessionVerified>(), Asker.ExpectMsg<SessionVerified>() }, answer => Assert.Null(answer.Seen));
    }

    [Fact]
    public void Who_says_anything_else_meanwhile_is_there()
    {
        var (stream, port, session) = Greeted(Capabilities.Verify);
        Ask(stream, session);
        Assert.NotNull(Next(port).Ping);
        Pass(stream, TimeSpan.FromSeconds(5));
        Say(stream, ClientInput.Heartbeat.Instance);
        var heard = Clock.GetUtcNow();
        Asker.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, Presence.PongWithin);
        Assert.Equal(new Sighting(heard), Asker.ExpectMsg<SessionVerified>().Seen);
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Who_does_not_know_the_question_is_not_asked_and_what_is_known_is_told_at_once()
    {
        var (stream, port, session) = Greeted(Capabilities.Alive);
        var heard = Clock.GetUtcNow();
        Pass(stream, TimeSpan.FromSeconds(40));
        Ask(stream, session);
        Assert.Equal(new Sighting(heard), Asker.ExpectMsg<SessionVerified>().Seen);
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void A_session_that_nobody_holds_is_over()
    {
        var (stream, _, session) = Greeted(Capabilities.Verify);
        Ask(stream, new SessionId(7, 4711));
        Assert.Null(Asker.ExpectMsg<SessionVerified>().Seen);
        var streams = Sys.ActorOf(StreamsActor.Props(Region.Ref, Node), StreamsActor.Name);
        streams.Tell(new SessionAsked(Pc2, session), Asker);
        Assert.Null(Asker.ExpectMsg<SessionVerified>().Seen);
    }

    [Fact]
    public void Who_asks_from_another_node_has_the_answer_of_the_session_itself()
    {
        var (stream, port, session) = Greeted(Capabilities.Verify);
        Sys.ActorOf(StreamsActor.Props(Region.Ref, Node), StreamsActor.Name).Tell(new SessionAsked(Pc1, session), Asker);
        Say(stream, new ClientInput.Pong(Next(port).Ping.Id));
        Assert.True(Asker.ExpectMsg<SessionVerified>().Seen!.Value.IsAnswer);
    }

    [Fact]
    public void An_answer_that_nobody_waits_for_ends_nothing_and_a_session_that_ends_is_told_to_who_asked()
    {
        var (stream, port, session) = Greeted(Capabilities.Verify);
        Say(stream, new ClientInput.Pong(4711));
        Ask(stream, session);
        var ping = Next(port).Ping;
        Say(stream, new ClientInput.Pong(ping.Id + 1));
        Asker.ExpectNoMsg(TimeSpan.Zero);
        stream.Tell(StreamEnded.Instance);
        Answer(stream, Region.ExpectMsg<ToClient>(), Core.Clients.Done.Instance);
        Assert.Null(Asker.ExpectMsg<SessionVerified>().Seen);
    }

    private (IActorRef Stream, StreamPort Port, SessionId Session) Greeted(Capabilities capabilities)
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null, Capabilities: capabilities)));
        var opening = Region.ExpectMsg<ToClient>();
        Answer(stream, opening, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        return (stream, port, ((OpenSession)opening.Body).Session);
    }

    private void Ask(IActorRef stream, SessionId session)
    {
        stream.Tell(new SessionAsked(Pc1, session), Asker);
        AwaitWorked(stream);
    }

    private void Say(IActorRef stream, ClientInput input)
    {
        stream.Tell(new Received(null, input));
        AwaitWorked(stream);
    }
}
