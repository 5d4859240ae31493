using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Client;
using Fleet.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Fleet.V1;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>The sessions of a stream between a region that the test plays and a transport that the test reads. Time is the test scheduler's.</summary>
public abstract class StreamScene : TestKit
{
    private protected static readonly ClientId Pc1 = ClientId.Parse("pc-1");
    private protected static readonly ClientId Pc2 = ClientId.Parse("pc-2");
    private protected static readonly PresenceSettings Presence = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(60));

    protected StreamScene()
        : base(Patience.Hocon + "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"\nakka.loglevel = WARNING")
    {
    }

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    private protected SessionDirectory Directory { get; } = new(node: 7);

    private protected Admission Journal { get; set; } = new(20_000, TimeSpan.FromSeconds(1));

    private protected SessionContext Node
    {
        get => field ??= new SessionContext(Presence, Clock, Directory, Journal);
        set;
    }

    /// <summary>The transport has no memory for what comes in.</summary>
    private protected bool IsHeldUp { get; set; }

    /// <summary>What the stream tells the clients' actors.</summary>
    private protected TestProbe Region => field ??= CreateTestProbe();

    private TestProbe Worked => field ??= CreateTestProbe();

    private protected (IActorRef Stream, StreamPort Port) Open(bool single, SessionContext? context = null)
    {
        var port = new StreamPort(single, () => IsHeldUp);
        var stream = Sys.ActorOf(Props.Create<StreamActor>(port, Region.Ref, context ?? Node));
        AwaitWorked(stream);
        return (stream, port);
    }

    /// <summary>Returns when the actor has worked on everything that it was told.</summary>
    private protected void AwaitWorked(IActorRef stream)
    {
        stream.Tell(new Identify(null), Worked);
        Worked.ExpectMsg<ActorIdentity>();
    }

    private protected ToClient Hello(IActorRef stream, ClientId client, bool relayed = false)
    {
        stream.Tell(new Received(relayed ? client : null, new ClientInput.Hello(client, null, 0, null)));
        return Region.ExpectMsg<ToClient>();
    }

    private protected SessionId Greet(IActorRef stream, StreamPort port, ClientId client, bool relayed = false)
    {
        var opening = Hello(stream, client, relayed);
        Answer(stream, opening, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        return ((OpenSession)opening.Body).Session;
    }

    private protected static void Answer(IActorRef stream, ToClient asked, ClientReply reply, long offset = 0) =>
        stream.Tell(new ClientAnswer(asked.Client, Answered.Of((ClientCommand)asked.Body), reply, offset, Icon: null));

    private protected ServerMessage Next(StreamPort port)
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
    private protected void Pass(IActorRef stream, TimeSpan time)
    {
        AwaitWorked(stream);
        // A beat may be late by as much as it counts for; of months the usual number would take half a minute.
        var beat = time < TimeSpan.FromDays(1) ? PresenceClock.BeatEvery : PresenceClock.LongestStep;
        for (var left = time; left > TimeSpan.Zero; left -= beat)
        {
            Clock.Advance(left < beat ? left : beat);
            Node.Clock.Beat();
        }

        ((TestScheduler)Sys.Scheduler).Advance(time);
        AwaitWorked(stream);
    }

    /// <summary>The process is stopped for so long; then the timers that are due run before anything is read.</summary>
    private protected void Stop(IActorRef stream, TimeSpan time)
    {
        AwaitWorked(stream);
        Clock.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
        AwaitWorked(stream);
    }

    private protected void Send(IActorRef stream, long from, long through)
    {
        for (var seq = from; seq <= through; seq++)
            stream.Tell(new Received(null, Report(seq) with { Acked = 0 }));
    }

    /// <summary>Reports that are forwarded, in their order.</summary>
    private protected IReadOnlyList<ToClient> Forwarded(int count) => [.. Enumerable.Range(0, count).Select(_ => Region.ExpectMsg<ToClient>(to => Assert.IsType<TakeReport>(to.Body)))];

    /// <summary>The numbers of all acks, when as many have come as there are answers.</summary>
    private protected IReadOnlyList<long> Acks(StreamPort port, int count) => [.. Enumerable.Range(0, count).Select(_ => Next(port).Ack.Seq)];

    private protected ClientInput.Report Report(long seq) =>
        new(seq, seq - 1, Clock.GetUtcNow(), new ReportedFacts { Roaming = seq % 2 == 0 }, Fault: null);
}
