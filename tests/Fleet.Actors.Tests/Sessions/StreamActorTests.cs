using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Fleet.V1;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>The sessions of a stream between a region that the test plays and a transport that the test reads. Time is the test scheduler's.</summary>
public sealed class StreamActorTests : TestKit
{
    private static readonly ClientId Pc1 = ClientId.Parse("pc-1");
    private static readonly ClientId Pc2 = ClientId.Parse("pc-2");
    private static readonly PresenceSettings Presence = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(60));

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly SessionDirectory _directory = new(node: 7);
    private readonly TestProbe _region;
    private readonly TestProbe _worked;

    public StreamActorTests()
        : base(Patience.Hocon + "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"\nakka.loglevel = WARNING")
    {
        _region = CreateTestProbe();
        _worked = CreateTestProbe();
    }

    [Fact]
    public void A_hello_is_answered_by_a_welcome_that_tells_the_settings()
    {
        var (stream, port) = Open(single: true);
        var opening = Hello(stream, Pc1);
        Answer(stream, opening, new Opened(41, Present: true));
        var welcome = Next(port).Welcome;
        Assert.Equal((41, PresenceSettings.Window), (welcome.LastSeq, welcome.Window));
        Assert.Equal((30, 90), (welcome.Heartbeat.Seconds, welcome.Timeout.Seconds));
    }

    [Fact]
    public void Reports_are_forwarded_with_their_session_and_acked_behind_the_answer()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        var forwarded = _region.ExpectMsg<ToClient>();
        Assert.Equal(session, ((TakeReport)forwarded.Body).Via);
        Assert.False(port.Outbound.TryPeek(out _));
        Answer(stream, forwarded, new Taken(1, Changed: true, Repeated: false), offset: 99);
        Assert.Equal(new Ack { Seq = 1, Offset = 99 }, Next(port).Ack);
    }

    [Fact]
    public void More_reports_than_the_window_are_refused_with_a_time_and_the_window_opens_again()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        for (var seq = 1; seq <= PresenceSettings.Window + 1; seq++)
            stream.Tell(new Received(null, Report(seq)));
        var refusal = Next(port).Refusal;
        Assert.Equal((PresenceSettings.Window + 1, "window-exceeded"), (refusal.Seq, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Answer(stream, _region.ExpectMsg<ToClient>(), new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
        stream.Tell(new Received(null, Report(PresenceSettings.Window + 1)));
        _region.ReceiveN(PresenceSettings.Window - 1);
        Assert.Equal(PresenceSettings.Window + 1, ((TakeReport)_region.ExpectMsg<ToClient>().Body).Seq);
    }

    [Fact]
    public void A_report_before_hello_and_a_second_hello_are_refused_by_name_and_the_session_goes_on()
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, Report(1)));
        var early = Next(port).Refusal;
        Assert.Equal("hello-expected", early.Code);
        Assert.NotNull(early.RetryAfter);
        Greet(stream, port, Pc1);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc2, null, 0, null)));
        Assert.Equal("hello-repeated", Next(port).Refusal.Code);
        stream.Tell(new Received(null, Report(1)));
        _region.ExpectMsg<ToClient>();
    }

    [Fact]
    public void A_stream_that_never_says_hello_is_closed()
    {
        var (stream, port) = Open(single: true);
        Watch(stream);
        Pass(stream, TimeSpan.FromSeconds(11));
        Assert.Equal("protocol", Next(port).Closing.Reason);
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
        _region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromSeconds(31));
        var end = new EndSession(session, PresenceCause.Silent);
        Assert.Equal(end, _region.ExpectMsg<ToClient>().Body);
        Pass(stream, TimeSpan.FromSeconds(3));
        var again = _region.ExpectMsg<ToClient>();
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
        var end = _region.ExpectMsg<ToClient>();
        Assert.Equal(new EndSession(session, PresenceCause.Goodbye, Core.Vocabulary.GoodbyeReason.Uninstalled), end.Body);
        Assert.False(port.Outbound.TryPeek(out _));
        Answer(stream, end, Core.Clients.Done.Instance);
        Assert.Equal("goodbye", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        Assert.Equal(0, _directory.Count);
    }

    [Fact]
    public void A_broken_stream_ends_every_session_that_it_carried()
    {
        var (stream, port) = Open(single: false);
        var first = Greet(stream, port, Pc1, relayed: true);
        var second = Greet(stream, port, Pc2, relayed: true);
        stream.Tell(StreamEnded.Instance);
        var ends = new[] { _region.ExpectMsg<ToClient>(), _region.ExpectMsg<ToClient>() };
        Assert.Equal([first, second], ends.Select(e => ((EndSession)e.Body).Session));
        Assert.All(ends, e => Assert.Equal(PresenceCause.Broken, ((EndSession)e.Body).Cause));
        Watch(stream);
        foreach (var end in ends)
            Answer(stream, end, Core.Clients.Done.Instance);
        ExpectTerminated(stream);
    }

    [Fact]
    public void A_superseded_session_is_closed_without_an_end()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new SessionOver(Pc1, session, ClosingReason.Superseded));
        Assert.Equal("superseded", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        _region.ExpectNoMsg(TimeSpan.Zero);
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
    public void A_session_that_its_client_has_forgotten_is_opened_again_under_its_name()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        Answer(stream, _region.ExpectMsg<ToClient>(), new Refused(
            1, new Core.Clients.Refusal(RefusalCode.SessionUnknown, "unknown", RetryAfter: TimeSpan.FromMilliseconds(100)), 0));
        Assert.Equal("session-unknown", Next(port).Refusal.Code);
        var opening = _region.ExpectMsg<ToClient>();
        Assert.Equal(session, ((OpenSession)opening.Body).Session);
        Answer(stream, opening, new Opened(0, Present: true));
        stream.Tell(new Received(null, Report(1)));
        _region.ExpectMsg<ToClient>();
        Assert.False(port.Outbound.TryPeek(out _));
    }

    [Fact]
    public void A_report_without_an_answer_is_refused_with_a_time()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        _region.ExpectMsg<ToClient>();
        Pass(stream, TimeSpan.FromSeconds(8));
        var refusal = Next(port).Refusal;
        Assert.Equal((1, "unavailable"), (refusal.Seq, refusal.Code));
    }

    [Fact]
    public void Draining_answers_what_is_under_way_and_takes_nothing_more()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Watch(stream);
        stream.Tell(new Received(null, Report(1)));
        var underWay = _region.ExpectMsg<ToClient>();
        stream.Tell(new DrainStreams());
        stream.Tell(new Received(null, Report(2)));
        Assert.Equal((2, "unavailable"), (Next(port).Refusal is var refusal ? refusal.Seq : 0, refusal.Code));
        Answer(stream, underWay, new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
        Assert.Equal("draining", Next(port).Closing.Reason);
        ExpectTerminated(stream);
        _region.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_reader_that_lets_everything_lie_is_dropped()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        for (var seq = 1; seq <= 10_000 && !port.Overrun.IsCancellationRequested; seq++)
        {
            stream.Tell(new Received(null, Report(seq)));
            Answer(stream, _region.ExpectMsg<ToClient>(), new Taken(seq, true, false));
            AwaitWorked(stream);
        }

        Assert.True(port.Overrun.IsCancellationRequested);
        Assert.Equal(PresenceCause.Broken, ((EndSession)_region.FishForMessage<ToClient>(m => m.Body is EndSession).Body).Cause);
    }

    [Fact]
    public void In_a_relay_one_client_leaves_and_comes_back_while_another_goes_on()
    {
        var (stream, port) = Open(single: false);
        var before = Greet(stream, port, Pc1, relayed: true);
        Greet(stream, port, Pc2, relayed: true);
        stream.Tell(new Received(Pc1, new ClientInput.SaidGoodbye(Core.Vocabulary.GoodbyeReason.Unloaded)));
        var end = _region.ExpectMsg<ToClient>();
        var again = Hello(stream, Pc1, relayed: true);
        var after = ((OpenSession)again.Body).Session;
        Assert.NotEqual(before, after);
        Answer(stream, end, Core.Clients.Done.Instance);
        Assert.Equal("goodbye", Next(port).Closing.Reason);
        Answer(stream, again, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        stream.Tell(new Received(Pc2, Report(1)));
        Assert.Equal(Pc2, _region.ExpectMsg<ToClient>().Client);
    }

    [Fact]
    public void What_a_relay_sends_under_no_clients_name_is_refused_under_that_name_and_nobody_elses()
    {
        var (stream, port) = Open(single: false);
        Greet(stream, port, Pc1, relayed: true);
        stream.Tell(new Received(null, new ClientInput.Unreadable(new Core.Clients.Refusal(RefusalCode.OutOfRange, "no name", "clientId")), "pc 9"));
        AwaitWorked(stream);
        Assert.True(port.Outbound.TryRead(out var reply));
        Assert.Equal(("pc 9", "clientId"), (reply.Client, reply.Message.Refusal.Field));
    }

    [Fact]
    public void An_icon_change_is_passed_on_to_the_session_that_it_names_only()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        var change = new IconChange(null, Icon.All[0], Conditions.None);
        stream.Tell(new IconPushed(Pc1, new SessionId(7, 999), change, _time.GetUtcNow(), _time.GetUtcNow(), 5));
        stream.Tell(new IconPushed(Pc1, session, change, _time.GetUtcNow(), _time.GetUtcNow(), 6));
        Assert.Equal(6, Next(port).IconChanged.Offset);
    }

    [Fact]
    public void A_stream_that_comes_to_an_end_however_it_does_gives_its_places_back()
    {
        var context = new SessionContext(Presence, _time, _directory);
        var (greeted, port) = Open(single: true, context);
        Greet(greeted, port, Pc1);
        greeted.Tell(new Received(null, Report(1)));
        _region.ExpectMsg<ToClient>();
        var (waiting, _) = Open(single: true, context);
        Hello(waiting, Pc2);
        Assert.Equal((1, 1), (context.Hellos.Inside, context.Reports.Inside));
        Sys.Stop(greeted);
        Sys.Stop(waiting);
        AwaitCondition(() => (context.Hellos.Inside, context.Reports.Inside) == (0, 0));
        Assert.True(port.Outbound.Completion.IsCompleted);
    }

    private (IActorRef Stream, StreamPort Port) Open(bool single, SessionContext? context = null)
    {
        var port = new StreamPort(single);
        var stream = Sys.ActorOf(Props.Create<StreamActor>(port, _region.Ref, context ?? new SessionContext(Presence, _time, _directory)));
        AwaitWorked(stream);
        return (stream, port);
    }

    /// <summary>Returns when the actor has worked on everything that it was told.</summary>
    private void AwaitWorked(IActorRef stream)
    {
        stream.Tell(new Identify(null), _worked);
        _worked.ExpectMsg<ActorIdentity>();
    }

    private ToClient Hello(IActorRef stream, ClientId client, bool relayed = false)
    {
        stream.Tell(new Received(relayed ? client : null, new ClientInput.Hello(client, null, 0, null)));
        return _region.ExpectMsg<ToClient>();
    }

    private SessionId Greet(IActorRef stream, StreamPort port, ClientId client, bool relayed = false)
    {
        var opening = Hello(stream, client, relayed);
        Answer(stream, opening, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        return ((OpenSession)opening.Body).Session;
    }

    private static void Answer(IActorRef stream, ToClient asked, ClientReply reply, long offset = 0) =>
        stream.Tell(new ClientAnswer(asked.Client, Answered.Of((ClientCommand)asked.Body), reply, offset, Icon: null));

    private ServerMessage Next(StreamPort port)
    {
        ServerMessage? message = null;
        AwaitCondition(() =>
        {
            var read = port.Outbound.TryRead(out var next);
            message = next.Message;
            return read;
        }, Patience.Long, TimeSpan.FromMilliseconds(2));
        return message!;
    }

    /// <summary>Lets time pass for an actor that waits for nothing else: a timer that it set while time passes would count from its end.</summary>
    private void Pass(IActorRef stream, TimeSpan time)
    {
        AwaitWorked(stream);
        _time.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
        AwaitWorked(stream);
    }

    private ClientInput.Report Report(long seq) =>
        new(seq, seq - 1, _time.GetUtcNow(), new ReportedFacts { Roaming = seq % 2 == 0 }, Fault: null);
}
