using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>However a session comes to its end: by its client, by silence, by another session, with its stream or with the host.</summary>
public sealed class StreamEndTests : StreamScene
{
    [Fact]
    public void A_stream_that_never_says_hello_is_closed()
    {
        var (stream, port) = Open(single: true);
        Watch(stream);
        Pass(stream, TimeSpan.FromSeconds(11));
        // Its hello may have been slow on its way, so it is told to come back.
        Assert.Equal(("protocol", true), Next(port).Closing is var closing ? (closing.Reason, closing.RetryAfter?.ToTimeSpan() > TimeSpan.Zero) : default);
        ExpectTerminated(stream);
    }

    [Fact]
    public void A_silent_client_is_ended_and_the_end_is_repeated_until_it_is_confirmed()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        Watch(stream);
        Pass(stream, TimeSpan.FromSeconds(60));
        stream.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        AwaitWorked(stream);
        Pass(stream, TimeSpan.FromSeconds(60));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromSeconds(31));
        var end = new EndSession(session, PresenceCause.Silent);
        Assert.Equal(end, Region.ExpectMsg<ToClient>().Body);
        Pass(stream, TimeSpan.FromSeconds(3));
        var again = Region.ExpectMsg<ToClient>();
        Assert.Equal(end, again.Body);
        Answer(stream, again, Core.Clients.Done.Instance);
        Assert.Equal("silent", Next(port).Closing.Reason);
        ExpectTerminated(stream);
    }

    [Fact]
    public void A_goodbye_is_confirmed_by_the_end_of_the_stream_once_it_is_durable()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new Received(null, new ClientInput.SaidGoodbye(Core.Vocabulary.GoodbyeReason.Uninstalled)));
        var end = Region.ExpectMsg<ToClient>();
        Assert.Equal(new EndSession(session, PresenceCause.Goodbye, Core.Vocabulary.GoodbyeReason.Uninstalled), end.Body);
        Assert.False(port.Outbound.TryPeek(out _));
        Answer(stream, end, Core.Clients.Done.Instance);
        Assert.Equal("goodbye", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        Assert.Equal(0, Directory.Count);
    }

    [Fact]
    public void A_broken_stream_ends_every_session_that_it_carried()
    {
        var (stream, port) = Open(single: false);
        var first = Greet(stream, port, Pc1, relayed: true);
        var second = Greet(stream, port, Pc2, relayed: true);
        stream.Tell(StreamEnded.Instance);
        var ends = new[] { Region.ExpectMsg<ToClient>(), Region.ExpectMsg<ToClient>() };
        Assert.Equal([first, second], ends.Select(e => ((EndSession)e.Body).Session));
        Assert.All(ends, e => Assert.Equal(PresenceCause.Broken, ((EndSession)e.Body).Cause));
        Watch(stream);
        foreach (var end in ends)
            Answer(stream, end, Core.Clients.Done.Instance);
        ExpectTerminated(stream);
    }

    [Fact]
    public void A_stream_that_is_cut_while_its_node_leaves_ends_no_session()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new Received(null, Report(1)));
        Region.ExpectMsg<ToClient>();
        // Its answer is late, so the drain is over first: the host cuts what is left.
        stream.Tell(new DrainStreams());
        stream.Tell(StreamEnded.Instance);
        ExpectTerminated(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_superseded_session_is_closed_without_an_end()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new SessionOver(Pc1, session, ClosingReason.Superseded));
        var closing = Next(port).Closing;
        Assert.Equal("superseded", closing.Reason);
        Assert.InRange(closing.RetryAfter.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        ExpectTerminated(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_hello_that_a_newer_session_overtook_is_closed_as_superseded()
    {
        var (stream, port) = Open(single: true);
        Watch(stream);
        Answer(stream, Hello(stream, Pc1), new Refused(0, new Core.Clients.Refusal(RefusalCode.Superseded, "newer", RetryAfter: TimeSpan.FromMilliseconds(100)), 0));
        Assert.Equal("superseded", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_session_that_somebody_else_has_ended_is_opened_again_under_its_name()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        stream.Tell(new ClientAnswer(Pc1, new Answered(AnsweredKind.Hello, session), new Refused(0, ClientRefusals.Ended, 0), 0, Icon: null));
        var opening = Region.ExpectMsg<ToClient>();
        Assert.Equal(session, ((OpenSession)opening.Body).Session);
        Answer(stream, opening, new Opened(0, Present: true));
        stream.Tell(new Received(null, Report(1)));
        Region.ExpectMsg<ToClient>();
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void A_hello_that_is_refused_takes_nothing_from_the_session_that_lives()
    {
        var (stream, port) = Open(single: true);
        var living = Greet(stream, port, Pc1);
        var (second, secondPort) = Open(single: true);
        Watch(second);
        Answer(second, Hello(second, Pc1), new Refused(0, new Core.Clients.Refusal(RefusalCode.DuplicateIdentity, "two", RetryAfter: TimeSpan.FromSeconds(90)), 0));
        Assert.Equal("duplicate-identity", Next(secondPort).Closing.Reason);
        ExpectTerminated(second);
        Assert.Equal(stream, Directory.Find(Pc1, living));
        Assert.Equal(new Sighting(Clock.GetUtcNow()), Directory.LastHeard(Pc1, living));
        Assert.Null(Directory.LastHeard(Pc2, living));
    }

    [Fact]
    public void A_duplicate_identity_is_closed_with_a_time()
    {
        var (stream, port) = Open(single: true);
        Watch(stream);
        var opening = Hello(stream, Pc1);
        Answer(stream, opening, new Refused(0, new Core.Clients.Refusal(RefusalCode.DuplicateIdentity, "two", RetryAfter: TimeSpan.FromSeconds(90)), 0));
        var closing = Next(port).Closing;
        Assert.Equal(("duplicate-identity", 90), (closing.Reason, closing.RetryAfter.Seconds));
        ExpectTerminated(stream);
    }

    [Fact]
    public void A_session_that_its_client_has_forgotten_is_opened_again_under_its_name_and_its_reports_wait_for_that()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        Answer(stream, Region.ExpectMsg<ToClient>(), new Refused(
            1, new Core.Clients.Refusal(RefusalCode.SessionUnknown, "unknown", RetryAfter: TimeSpan.FromMilliseconds(100)), 0));
        var opening = Region.ExpectMsg<ToClient>();
        Assert.Equal(session, ((OpenSession)opening.Body).Session);
        Answer(stream, opening, new Opened(0, Present: true));
        Assert.Equal(1, ((TakeReport)Region.ExpectMsg<ToClient>().Body).Seq);
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void Draining_answers_what_is_under_way_and_takes_nothing_more()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new Received(null, Report(1)));
        var underWay = Region.ExpectMsg<ToClient>();
        stream.Tell(new DrainStreams());
        stream.Tell(new Received(null, Report(2)));
        Assert.Equal((2, "unavailable"), (Next(port).Refusal is var refusal ? refusal.Seq : 0, refusal.Code));
        Answer(stream, underWay, new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
        Assert.Equal("draining", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        Region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_reader_that_lets_everything_lie_is_dropped()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        for (var seq = 1; seq <= 10_000 && !port.Overrun.IsCancellationRequested; seq++)
        {
            stream.Tell(new Received(null, Report(seq)));
            Answer(stream, Region.ExpectMsg<ToClient>(), new Taken(seq, true, false));
            AwaitWorked(stream);
        }

        Assert.True(port.Overrun.IsCancellationRequested);
        Assert.Equal(PresenceCause.Broken, ((EndSession)Region.FishForMessage<ToClient>(m => m.Body is EndSession).Body).Cause);
    }

    [Fact]
    public void A_stream_that_comes_to_an_end_however_it_does_gives_its_places_back()
    {
        var (greeted, port) = Open(single: true);
        Greet(greeted, port, Pc1);
        greeted.Tell(new Received(null, Report(1)));
        Region.ExpectMsg<ToClient>();
        var (waiting, _) = Open(single: true);
        Hello(waiting, Pc2);
        Assert.Equal((1, 1), (Node.Hellos.Gate.Inside, Node.Reports.Gate.Inside));
        Sys.Stop(greeted);
        Sys.Stop(waiting);
        Eventually.True(() => (Node.Hellos.Gate.Inside, Node.Reports.Gate.Inside) == (0, 0), "places free");
        Assert.True(port.Outbound.Completion.IsCompleted);
    }
}
