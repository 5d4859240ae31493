using Akka.Actor;
using Fleet.Actors.Client;

namespace Fleet.Actors.Sessions;

/// <summary>The streams of this node: opens their actors, and drains them when the node leaves.</summary>
public sealed class StreamsActor : UntypedActor, IWithTimers
{
    /// <summary>What it is called on every node: other nodes find it by that.</summary>
    public const string Name = "streams";

    private readonly IActorRef _region;
    private readonly SessionContext _context;
    private IActorRef? _drainer;

    /// <summary>Made by <see cref="Props"/>.</summary>
    public StreamsActor(IActorRef region, SessionContext context) => (_region, _context) = (region, context);

    /// <summary>Of <see cref="PresenceClock"/>.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Props of the actor.</summary>
    /// <param name="region">Takes <see cref="Client.ToClient"/>.</param>
    /// <param name="context">What all streams share.</param>
    public static Props Props(IActorRef region, SessionContext context) => Akka.Actor.Props.Create<StreamsActor>(region, context);

    /// <summary>A stream whose actor failed is over: a new one in its place would know of none of its sessions.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartPeriodicTimer(PresenceBeat.Instance, PresenceBeat.Instance, PresenceClock.BeatEvery);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Attach open:
                var stream = Context.Watch(Context.ActorOf(Akka.Actor.Props.Create<StreamActor>(open.Port, _region, _context)));
                if (_drainer is not null)
                    stream.Tell(new DrainStreams());
                Sender.Tell(stream);
                break;
            case SessionAsked asked:
                if (_context.Directory.Find(asked.Client, asked.Session) is { } holder)
                    holder.Tell(asked, Sender);
                else
                    Sender.Tell(new SessionVerified(asked.Client, asked.Session, Seen: null));
                break;
            case ToSession told:
                // From a client's actor on another node, which does not know the stream.
                _context.Directory.Find(told.Client, told.Session)?.Tell(told, ActorRefs.NoSender);
                break;
            case ClientAnswer { To.Session: { } session } told:
                _context.Directory.Find(told.Client, session)?.Tell(told, ActorRefs.NoSender);
                break;
            case PresenceBeat:
                // The queue of the thread pool, in which what the sockets have got waits; then this mailbox again.
                var self = Self;
                ThreadPool.UnsafeQueueUserWorkItem(_ => self.Tell(PresenceRead.Instance, ActorRefs.NoSender), null);
                break;
            case PresenceRead:
                _context.Clock.Beat();
                break;
            case DrainStreams:
                _drainer = Sender;
                foreach (var child in Context.GetChildren())
                    child.Tell(message);
                TellDrained();
                break;
            case Terminated:
                TellDrained();
                break;
        }
    }

    private sealed class PresenceBeat
    {
        public static PresenceBeat Instance { get; } = new();
    }

    private sealed class PresenceRead
    {
        public static PresenceRead Instance { get; } = new();
    }

    private void TellDrained()
    {
        if (_drainer is not null && !Context.GetChildren().Any())
            _drainer.Tell(Akka.Done.Instance);
    }
}
