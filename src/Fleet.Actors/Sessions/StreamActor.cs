using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Client;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// All sessions of one stream: one client's, or those of a relay's clients. Lives until the stream is over and every
/// session's end is confirmed.
/// </summary>
internal sealed class StreamActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(100);

    /// <summary>A stream without a hello is not worth its memory for longer.</summary>
    private static readonly TimeSpan GreetWithin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ClientId, LiveSession> _sessions = [];
    private readonly List<LiveSession> _leaving = [];
    private readonly StreamPort _stream;
    private readonly SessionContext _context;
    private readonly SessionPorts _ports;
    private DateTimeOffset _tickAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _greetBy;
    private bool _ended;
    private bool _draining;
    private Unread _unread;

    public StreamActor(StreamPort stream, IActorRef region, SessionContext context)
    {
        _stream = stream;
        _context = context;
        _ports = new SessionPorts(region, Self, stream, context, Context.GetLogger());
        _greetBy = _ports.Now + (context.Presence.Timeout < GreetWithin ? context.Presence.Timeout : GreetWithin);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => TickBy(_greetBy);

    /// <summary>Also where it failed: the sessions it had then are ended by the comparison of a node's sessions with the read model's.</summary>
    protected override void PostStop()
    {
        _stream.Close();
        BeUnread(Unread.None);
        foreach (var session in _sessions.Values.Concat(_leaving))
        {
            session.LeavePlaces();
            _context.Directory.Remove(session);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Received received:
                _stream.AfterRead();
                if (!_ended)
                    OnReceived(received);
                break;
            case ClientAnswer answer:
                OnAnswer(answer);
                break;
            case TurnCame turn:
                With(turn.Session, s => s.OnTurn());
                break;
            case JudgeSettings judge:
                With(judge.Session, session => session.OnSettingsInForce());
                break;
            case ManagedPushed pushed:
                With(SessionOf(pushed.Client, pushed.Session), session => session.Know(pushed.Managed));
                break;
            case IconPushed pushed when SessionOf(pushed.Client, pushed.Session) is { IsEnding: false }:
                _ports.IconChanged(pushed);
                break;
            case SessionAsked asked:
                if (SessionOf(asked.Client, asked.Session) is { IsOver: false } session)
                    With(session, s => s.OnAsked(Sender));
                else
                    Sender.Tell(new SessionVerified(asked.Client, asked.Session, Seen: null));
                break;
            case TaskSent sent when SessionOf(sent.Client, sent.Session) is { IsEnding: false }:
                _ports.Task(sent);
                break;
            case SessionOver over:
                With(SessionOf(over.Client, over.Session), session => session.Close(over.Reason, over.Address));
                break;
            case LookAfter:
                OnTick();
                break;
            case StreamEnded:
                EndAll();
                break;
            case DrainStreams drain:
                OnDrain(drain.AtOnce);
                break;
        }

        if (!_ended && _stream.Overrun.IsCancellationRequested)
            EndAll();
        BeUnread(_ended || _ports.Held == 0 ? Unread.None : WhyUnread);
        StopWhenDone();
    }

    /// <summary>
    /// Nothing more is read for now: the node holds as many reports as it has memory for and some are this stream's, or the clients of a
    /// relay have as many under way as they are asked to have.
    /// </summary>
    private Unread WhyUnread =>
        _context.Reports.IsFull ? Unread.Memory
        : !_stream.IsOfOneClient && _ports.Held >= _sessions.Count * _context.Reports.Credit(PresenceSettings.Window) ? Unread.Credit
        : Unread.None;

    private void BeUnread(Unread why)
    {
        _context.Unread.Change(_unread, why);
        _unread = why;
        _stream.Read(why == Unread.None);
    }

    private void OnReceived(Received received)
    {
        var client = received.Client ?? (_stream.IsOfOneClient ? _sessions.Keys.FirstOrDefault() ?? (received.Input as ClientInput.Hello)?.Client : null);
        if (client is not null && _sessions.TryGetValue(client, out var session) && !session.IsEnding)
            With(session, s => s.OnInput(received.Input));
        else if (received.Input is ClientInput.Unreadable unreadable)
            _stream.Send(received.Name ?? client?.Value, ServerMessages.Refusal(0, unreadable.Refusal, 0));
        else if (received.Input is not ClientInput.Hello hello)
            _ports.Refuse(client, (received.Input as ClientInput.Report)?.Seq ?? 0, SessionRefusals.HelloExpected, 0);
        else if (hello.Client != client)
            _ports.Refuse(client, 0, SessionRefusals.OtherClient, 0);
        else if (_draining)
            _ports.Closing(client, ClosingReason.Draining, SessionRefusals.ReturnAfter());
        else
            Open(hello);
    }

    private void Open(ClientInput.Hello hello)
    {
        var left = _leaving.Find(session => session.IsLeftOpenFor(hello));
        if (_context.Hellos.IsFull)
        {
            var busy = _context.Hellos.TurnAway();
            left?.LeaveOpen(busy.RetryAfter ?? TimeSpan.Zero);
            _ports.RefuseHello(hello.Client, busy, 0);
            ExpectHello(busy.RetryAfter);
            return;
        }

        // A relay's client may come back while the end of its last session is still unconfirmed.
        if (_sessions.Remove(hello.Client, out var last))
            _leaving.Add(last);
        if (left is not null)
        {
            left.HandOver();
            _leaving.Remove(left);
        }

        var session = new LiveSession(hello.Client, left?.Id ?? _context.Directory.NextId(), hello, _ports, mayBeOpen: left is not null);
        _sessions.Add(hello.Client, session);
        _context.Directory.Add(session, Self);
        session.Open();
        TickBy(session.Due);
    }

    private void OnAnswer(ClientAnswer answer)
    {
        if (answer.To.Session is { } session)
            With(SessionOf(answer.Client, session), s => s.OnAnswer(answer));
    }

    private LiveSession? SessionOf(ClientId client, SessionId id) =>
        _sessions.TryGetValue(client, out var session) && session.Id == id ? session : _leaving.Find(s => s.Id == id);

    private void With(LiveSession? session, Action<LiveSession> act)
    {
        if (session is null or { IsOver: true })
            return;
        act(session);
        Retire(session);
        TickBy(session.Due);
    }

    private void Retire(LiveSession session)
    {
        if (session.IsOver)
        {
            _context.Directory.Remove(session);
            _leaving.Remove(session);
        }
        else if (session.RefusedFor is null || _leaving.Contains(session))
        {
            return;
        }
        else
        {
            // What may have come of its hello keeps the client online, and the next one goes on with it.
            _leaving.Add(session);
        }

        if (_sessions.TryGetValue(session.Client, out var current) && current == session)
            _sessions.Remove(session.Client);
        if (_sessions.Count > 0)
            return;
        if (_draining || (_stream.IsOfOneClient && session.RefusedFor is null))
            End();
        else
            ExpectHello(session.RefusedFor);
    }

    /// <summary>The next hello may take as long as a client is asked to wait, and a while beyond that.</summary>
    private void ExpectHello(TimeSpan? refusedFor) =>
        TickBy(_greetBy = _ports.Now + (refusedFor ?? TimeSpan.Zero) + (_stream.IsOfOneClient ? GreetWithin : _context.Presence.Timeout));

    private void OnTick()
    {
        var now = _ports.Now;
        _tickAt = DateTimeOffset.MaxValue;
        foreach (var session in _sessions.Values.Concat(_leaving).Where(s => s.Due <= now).ToList())
        {
            session.OnTick();
            Retire(session);
        }

        if (!_ended && _sessions.Count == 0 && _greetBy <= now)
        {
            // Its hello may only have been slow on its way: whoever means well comes back.
            _ports.Closing(null, ClosingReason.Protocol, SessionRefusals.ReturnAfter());
            End();
        }

        TickBy(_sessions.Values.Concat(_leaving).Select(s => s.Due).Append(_ended || _sessions.Count > 0 ? DateTimeOffset.MaxValue : _greetBy).Min());
    }

    private void OnDrain(bool atOnce)
    {
        _draining = true;
        foreach (var session in _sessions.Values.Concat(_leaving).ToList())
            With(session, s => s.Drain(atOnce));
        if (_sessions.Count == 0)
            End();
    }

    private void EndAll()
    {
        End();
        foreach (var session in _sessions.Values.Concat(_leaving).ToList())
            With(session, OnBroken);
    }

    /// <summary>
    /// A node that leaves cuts its streams itself when its drain is over. Their clients come back to another node, as those of a
    /// stream that was closed in good order do: they were not away.
    /// </summary>
    private void OnBroken(LiveSession session)
    {
        if (!_draining)
            session.Break();
        else if (!session.IsEnding)
            session.Drain(atOnce: true);
    }

    private void End()
    {
        _ended = true;
        _stream.Close(drained: _draining);
    }

    private void StopWhenDone()
    {
        if (_ended && _sessions.Count == 0 && _leaving.Count == 0)
            Context.Stop(Self);
    }

    private void TickBy(DateTimeOffset due)
    {
        if (due >= _tickAt)
            return;
        _tickAt = due;
        var wait = due - _ports.Now;
        Timers.StartSingleTimer(LookAfter.Instance, LookAfter.Instance, wait > ShortestTick ? wait : ShortestTick);
    }

    private sealed class LookAfter
    {
        public static LookAfter Instance { get; } = new();
    }
}
