using Fleet.Actors.Gates;
using Fleet.Core.Clients;
using Fleet.Core.Retrying;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// The hello of one session: it waits for its turn, is said to the client's actor until it is answered, and again where the actor has
/// forgotten it. The first time, all of it is over within 5 seconds, one way or the other.
/// </summary>
internal sealed class SessionOpening(ClientId client, SessionId session, ClientInput.Hello hello, SessionPorts ports, Turn turn)
{
    /// <summary>A backlog is waited for no longer, however long silence is borne.</summary>
    private static readonly TimeSpan LongestBacklog = TimeSpan.FromMinutes(5);

    /// <summary>A shard that moves may drop a hello.</summary>
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(1);

    private static readonly Backoff Pauses = new(RepeatAfter, SessionPorts.LongestPause);

    private readonly DateTimeOffset _cameAt = ports.Now;
    private DateTimeOffset _saidAt;
    private DateTimeOffset _repeatAt;
    private DateTimeOffset _backlogBy = DateTimeOffset.MaxValue;
    private bool _hasPlace;
    private int _unanswered;
    private long _backlogThrough = hello.BacklogThrough;

    /// <summary>The client's actor has heard of it, or may have.</summary>
    public bool IsSaid { get; private set; }

    /// <summary>The client has its welcome.</summary>
    public bool IsWelcomed { get; private set; }

    /// <summary>No answer is waited for.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>When <see cref="OnTick"/> has something to do.</summary>
    public DateTimeOffset Due => IsAnswered ? _backlogBy : IsWelcomed ? _repeatAt : !IsSaid ? _cameAt + HelloGate.WaitsAtMost : Earlier(_repeatAt, RefusedAt);

    private DateTimeOffset RefusedAt => _cameAt + SessionPorts.AnswerWithin;

    /// <summary>Says hello, or waits for the turn to.</summary>
    public void Begin()
    {
        if (ports.Hellos.Gate.Enter(turn))
            BeginToSay();
    }

    /// <summary>A place is kept for it.</summary>
    public void OnTurn()
    {
        if (ports.Hellos.Gate.Take(turn))
            BeginToSay();
    }

    /// <summary>The actor has forgotten the session: it is said again, without a turn, until it is answered.</summary>
    public void Repeat()
    {
        IsAnswered = false;
        _unanswered = 0;
        Say();
    }

    /// <summary>It is open.</summary>
    /// <param name="opened">The answer.</param>
    /// <param name="lastAnswered">The last report of the session that was answered for good.</param>
    public void Answered(Opened opened, long lastAnswered)
    {
        LeavePlace();
        IsAnswered = true;
        if (!IsWelcomed)
        {
            var patience = ports.Presence.Timeout < LongestBacklog ? ports.Presence.Timeout : LongestBacklog;
            _backlogBy = opened.Present || lastAnswered >= _backlogThrough ? DateTimeOffset.MaxValue : ports.Now + patience;
            ports.Welcome(client, opened.LastSeq, hello.Capabilities);
        }

        if (opened.Present)
            _backlogBy = DateTimeOffset.MaxValue;
        IsWelcomed = true;
    }

    /// <summary>The actor cannot open it now.</summary>
    /// <returns>False: nor as long as the hello may wait.</returns>
    public bool PutOff(Refusal refusal)
    {
        _repeatAt = ports.Now + (refusal.RetryAfter ?? Pause());
        return IsWelcomed || _repeatAt < RefusedAt;
    }

    /// <summary>Time has passed.</summary>
    /// <param name="lastAnswered">The last report of the session that was answered for good.</param>
    /// <returns>Why the hello is refused now; null: it is not.</returns>
    public Refusal? OnTick(long lastAnswered)
    {
        var now = ports.Now;
        if (Due > now)
            return null;
        if (IsAnswered)
            GiveUpBacklog(lastAnswered);
        else if (!IsWelcomed && !IsSaid)
            return ports.Failing ?? ports.Hellos.TurnAway();
        else if (!IsWelcomed && now >= RefusedAt)
            return ports.Failing ?? SessionRefusals.HelloUnanswered();
        else
            Say();
        return null;
    }

    /// <summary>Gives back what it takes of the node's room.</summary>
    public void LeavePlace()
    {
        ports.Hellos.Gate.Leave(turn);
        if (!_hasPlace)
            return;
        ports.Hellos.Gate.Exit(ports.Now - _saidAt);
        _hasPlace = false;
    }

    private TimeSpan Pause() => Pauses.After(++_unanswered, Random.Shared.NextDouble());

    private void BeginToSay()
    {
        (_hasPlace, _saidAt) = (true, ports.Now);
        Say();
    }

    private void Say()
    {
        IsSaid = true;
        _repeatAt = ports.Now + (IsWelcomed ? Pause() : RepeatAfter);
        // The actor is not to begin with it when it has been refused. A session that the client already works in stays where it is.
        ports.Tell(
            client, new OpenSession(session, hello.Group, hello.AgentVersion, _backlogThrough, hello.Epoch) { Capabilities = hello.Capabilities, SettingsTag = hello.SettingsTag },
            IsWelcomed ? SessionPorts.BegunWithin : RefusedAt - ports.Now, mayRedirect: hello.FollowsRedirects && !IsWelcomed);
    }

    /// <summary>A backlog that was announced did not come: the client is online with what there is.</summary>
    private void GiveUpBacklog(long lastAnswered)
    {
        _backlogBy = DateTimeOffset.MaxValue;
        if (lastAnswered >= _backlogThrough)
            return;
        ports.BacklogGivenUp(client, _backlogThrough, lastAnswered);
        _backlogThrough = 0;
        Repeat();
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
