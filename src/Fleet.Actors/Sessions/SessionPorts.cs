using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Client;
using Fleet.Actors.Gates;
using Fleet.Actors.Levels;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>What a session sees of the world: the region on one side, its stream on the other, and the clock.</summary>
internal sealed class SessionPorts(IActorRef region, IActorRef self, StreamPort stream, SessionContext context, ILoggingAdapter log)
{
    /// <summary>How long a report or a hello may wait for its actor, in shard buffers for example.</summary>
    public static readonly TimeSpan BegunWithin = TimeSpan.FromSeconds(4);

    /// <summary>How long a session waits for the answer: longer than the actor's deadline, so that "no answer" means that none will come.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4.75);

    /// <summary>How long an opening or an end waits for its confirmation before it is sent again.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two of those.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>By the clock that judges sessions: see <see cref="PresenceClock"/>.</summary>
    public DateTimeOffset Now => context.Clock.Now;

    /// <summary>For people, and for clients that set their clocks by it.</summary>
    public DateTimeOffset WallClock => context.Time.GetUtcNow();

    /// <summary>So much has come in that nothing more is read: who has said something may still have to wait to be heard.</summary>
    public bool IsUnread => stream.IsUnread;

    public PresenceSettings Presence => context.Presence;

    public HelloGate Hellos => context.Hellos;

    public ReportGate Reports => context.Reports;

    public KnownLevels Levels => context.Levels;

    /// <summary>No member of the cluster would lose what a client answers to settings.</summary>
    public bool Manages => context.Managing is null or { IsSo: true };

    /// <summary>Why this node's journal takes nothing; null: it does.</summary>
    public Refusal? Failing => context.Journal.Failing;

    /// <summary>Reports of this stream's sessions without an answer.</summary>
    public int Held { get; private set; }

    /// <summary>A session of this stream holds more reports, or fewer.</summary>
    public void Hold(int before, int after)
    {
        Held += after - before;
        context.Reports.Hold(before, after);
    }

    /// <summary>Tells a client's actor something that is not to be begun late.</summary>
    public void Tell(ClientId client, ClientCommand command, TimeSpan within, bool mayRedirect = false) =>
        region.Tell(new ToClient(client, command, Deadline.In(within, context.Time), mayRedirect), self);

    /// <summary>An end applies to the session that it names alone, so it may be late.</summary>
    public void Tell(ClientId client, EndSession end) => region.Tell(new ToClient(client, end), self);

    /// <summary>A place in the queue of a gate; its turn is told to the stream's actor.</summary>
    public Turn TurnOf(LiveSession session)
    {
        var came = new TurnCame(session);
        return new Turn(() => self.Tell(came, ActorRefs.NoSender));
    }

    public void Welcome(ClientId client, long lastSeq, Capabilities capabilities)
    {
        context.Directory.CountHello(refused: null);
        stream.Send(client.Value, ServerMessages.Welcome(
            lastSeq, Presence.Heartbeat, Presence.Timeout, PresenceSettings.Window, WallClock, capabilities.HasFlag(Capabilities.Alive) ? Presence.AliveWithin : null));
    }

    /// <summary>The hello of a client is refused.</summary>
    public void RefuseHello(ClientId client, Refusal refusal, long lastSeq)
    {
        context.Directory.CountHello(refusal.Code);
        Refuse(client, 0, refusal, lastSeq);
    }

    public void Ping(ClientId client, long id) => stream.Send(client.Value, ServerMessages.Ping(id));

    public void Alive(ClientId client) => stream.Send(client.Value, ServerMessages.Alive);

    public void Task(TaskSent sent) => stream.Send(sent.Client.Value, ServerMessages.Task(sent.Task));

    /// <summary>A backlog that was announced did not come.</summary>
    public void BacklogGivenUp(ClientId client, long through, long lastAnswered)
    {
        context.Directory.CountBacklogGivenUp();
        log.Warning("{0} announced reports up to {1}, and sent them up to {2}: it is online with those.", client, through, lastAnswered);
    }

    public void Ack(ClientId client, long seq, long offset, int window) => stream.Send(client.Value, ServerMessages.Ack(seq, offset, window));

    /// <summary>The client is sent settings.</summary>
    public void Send(ClientId client, EffectiveSettings settings, bool again)
    {
        context.Directory.CountSettings(again);
        stream.Send(client.Value, ServerMessages.Settings(settings));
    }

    /// <summary>A message of a client, to which a notice belongs, was not heeded.</summary>
    /// <param name="client">The client.</param>
    /// <param name="understands">What its hello named: a client that knows neither settings nor tasks is told nothing, as it knows no notices.</param>
    /// <param name="notice">What it is told.</param>
    public void Notice(ClientId client, Capabilities understands, V1.ServerMessage notice)
    {
        if ((understands & (Capabilities.Settings | Capabilities.Tasks)) != Capabilities.None)
            stream.Send(client.Value, notice);
    }

    public void Refuse(ClientId? client, long seq, Refusal refusal, long lastSeq) =>
        stream.Send(client?.Value, ServerMessages.Refusal(seq, refusal, lastSeq));

    public void IconChanged(IconPushed pushed) =>
        stream.Send(pushed.Client.Value, ServerMessages.IconChanged(pushed.Change, pushed.ObservedAt, pushed.RecordedAt, pushed.Offset));

    public void Closing(ClientId? client, ClosingReason reason, TimeSpan? retryAfter = null, string? address = null) =>
        stream.Send(client?.Value, ServerMessages.Closing(reason, retryAfter, address));
}
