using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// One client's session on a stream: opens it, hands its reports on, finds silence out, and repeats its end until the client's actor has
/// confirmed it.
/// </summary>
internal sealed class LiveSession(ClientId client, SessionId id, ClientInput.Hello hello, SessionPorts ports)
{
    private static readonly TimeSpan JudgeAgainAfter = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _since = ports.Now;
    private Phase _phase = Phase.Opening;
    private bool _inTurnstile = true;
    private bool _welcomed;
    private bool _draining;
    private EndSession? _end;
    private GoodbyeReason? _goodbye;
    private DateTimeOffset _heard = ports.Now;
    private long _lastHeard = ports.WallClock.UtcTicks;
    private DateTimeOffset _judgeFrom;
    private DateTimeOffset _repeatAt;
    private TimeSpan _patience = SessionPorts.RepeatAfter;

    private enum Phase
    {
        Opening,
        Open,
        Ending,
        Over,
    }

    /// <summary>Whose session it is.</summary>
    public ClientId Client => client;

    /// <summary>Its name.</summary>
    public SessionId Id => id;

    /// <summary>When the client was last heard, by the server's clock. Safe to ask from any thread.</summary>
    public DateTimeOffset LastHeard => new(Volatile.Read(ref _lastHeard), TimeSpan.Zero);

    /// <summary>The session is over, and its end confirmed where that is needed.</summary>
    public bool IsOver => _phase == Phase.Over;

    /// <summary>Its hello was refused for good: the client may say another one.</summary>
    public bool WasRefused { get; private set; }

    /// <summary>Takes no more messages of its client.</summary>
    public bool IsEnding => _phase is Phase.Ending or Phase.Over;

    private SessionReports Reports => field ??= new SessionReports(client, id, hello.Epoch, ports, ports.TurnOf(this));

    /// <summary>When <see cref="OnTick"/> has something to do.</summary>
    public DateTimeOffset Due
    {
        get
        {
            var due = _phase switch
            {
                Phase.Open => _heard + ports.Presence.Timeout > _judgeFrom ? _heard + ports.Presence.Timeout : _judgeFrom,
                Phase.Over => DateTimeOffset.MaxValue,
                _ => _repeatAt,
            };
            return Reports.Due is { } oldest && oldest < due ? oldest : due;
        }
    }

    /// <summary>Says hello to the client's actor; said again until it answers, after twice the time each time: a node that is slow gets no faster by it.</summary>
    public void Open()
    {
        _repeatAt = ports.Now + _patience;
        _patience *= 2;
        // A session that the client already works in stays where it is.
        ports.Tell(client, new OpenSession(id, hello.Group, hello.AgentVersion, hello.BacklogThrough, hello.Epoch), mayRedirect: hello.FollowsRedirects && !_welcomed);
    }

    /// <summary>A message of the client.</summary>
    public void OnInput(ClientInput input)
    {
        _heard = ports.Now;
        Volatile.Write(ref _lastHeard, ports.WallClock.UtcTicks);
        switch (input)
        {
            case ClientInput.Report report when _goodbye is null:
                Reports.Take(report);
                break;
            case ClientInput.Report report:
                ports.Refuse(client, report.Seq, SessionRefusals.HelloExpected, 0);
                break;
            case ClientInput.SaidGoodbye goodbye:
                _goodbye = goodbye.Reason;
                EndIfSaid();
                break;
            case ClientInput.Hello:
                ports.Refuse(client, 0, SessionRefusals.HelloRepeated, 0);
                break;
            case ClientInput.Unreadable unreadable:
                ports.Refuse(client, 0, unreadable.Refusal, 0);
                break;
        }
    }

    /// <summary>The client's actor answers.</summary>
    public void OnAnswer(ClientAnswer answer)
    {
        switch (answer.To.Kind)
        {
            case AnsweredKind.Report:
                OnReportAnswer(answer);
                break;
            case AnsweredKind.Hello when _phase is Phase.Opening or Phase.Open:
                OnOpenAnswer(answer.Reply);
                break;
            case AnsweredKind.End when answer.Reply is Done:
                Finish(ReasonOf(_end!.Cause), _end.Cause == PresenceCause.Silent ? SessionPorts.RepeatAfter : null);
                break;
        }
    }

    /// <summary>A place at the gate is kept for one of its reports.</summary>
    public void OnTurn()
    {
        Reports.OnTurn();
        EndIfSaid();
    }

    /// <summary>The client's actor knows it to be over: nobody has to be told of the end but the client.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="address">Where the client is to go instead, at once.</param>
    public void Close(ClosingReason reason, string? address = null) =>
        Finish(reason, reason == ClosingReason.Superseded ? SessionRefusals.TakeBackAfter() : address is null ? null : TimeSpan.Zero, address);

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        var now = ports.Now;
        Reports.OnTick();
        EndIfSaid();
        FinishDraining();
        if (_phase == Phase.Open && now - _heard >= ports.Presence.Timeout)
            JudgeSilence(now);
        else if (_phase == Phase.Opening && _repeatAt <= now)
            Open();
        else if (_phase == Phase.Ending && _repeatAt <= now)
            SendEnd();
    }

    /// <summary>The session is over, for this reason; its actor is told until it confirms.</summary>
    public void End(PresenceCause cause, GoodbyeReason? goodbye = null)
    {
        if (IsEnding)
            return;
        PassHello();
        _phase = Phase.Ending;
        _end = new EndSession(id, cause, goodbye);
        SendEnd();
    }

    /// <summary>
    /// The node leaves: what is under way is answered, more is not taken. No end is sent: the client comes back to another
    /// node, or to this one within the grace period.
    /// </summary>
    /// <param name="atOnce">Nor is anything answered any more: the client sends it again elsewhere.</param>
    public void Drain(bool atOnce)
    {
        _draining = true;
        Reports.Drain();
        if (atOnce)
            LeavePlaces();
        FinishDraining();
    }

    /// <summary>Gives back what it takes of the node's room: it waits for no answer any more.</summary>
    public void LeavePlaces()
    {
        PassHello();
        Reports.Clear();
    }

    private void OnReportAnswer(ClientAnswer answer)
    {
        switch (answer.Reply)
        {
            case Refused { Refusal.Code: RefusalCode.Superseded }:
                Close(ClosingReason.Superseded);
                break;
            case Refused { Refusal.Code: RefusalCode.SessionUnknown } when _phase == Phase.Open && Reports.IsCurrent(answer.To):
                Reopen();
                break;
            default:
                Reports.OnAnswer(answer);
                break;
        }

        EndIfSaid();
        FinishDraining();
    }

    /// <summary>A goodbye comes after all that the client said before it.</summary>
    private void EndIfSaid()
    {
        if (_goodbye is { } reason && !Reports.HasWaiting)
            End(PresenceCause.Goodbye, reason);
    }

    /// <summary>The actor has forgotten a hello that still waited for its backlog (it moved), or took the session for lost.</summary>
    private void Reopen()
    {
        _phase = Phase.Opening;
        _patience = SessionPorts.RepeatAfter;
        Reports.Suspend();
        Open();
    }

    private void OnOpenAnswer(ClientReply reply)
    {
        switch (reply)
        {
            case Opened opened:
                PassHello();
                _phase = Phase.Open;
                if (!_welcomed)
                    ports.Welcome(client, opened.LastSeq);
                _welcomed = true;
                Reports.Open();
                EndIfSaid();
                break;
            case Refused { Refusal: { Code: RefusalCode.DuplicateIdentity } refusal }:
                Finish(ClosingReason.DuplicateIdentity, refusal.RetryAfter);
                break;
            case Refused { Refusal.IsRetryable: false } refused:
                LeavePlaces();
                (_phase, WasRefused) = (Phase.Over, true);
                ports.Refuse(client, 0, refused.Refusal, refused.LastSeq);
                break;
            case Refused { Refusal.Code: RefusalCode.Superseded }:
                Close(ClosingReason.Superseded);
                break;
            case Refused { Refusal.Code: RefusalCode.SessionUnknown } when _phase == Phase.Open:
                Reopen();
                break;
            case Refused refused when _phase == Phase.Opening:
                _repeatAt = ports.Now + (refused.Refusal.RetryAfter ?? SessionPorts.RepeatAfter);
                break;
        }
    }

    private void JudgeSilence(DateTimeOffset now)
    {
        if (ports.IsUnread)
            _judgeFrom = now + JudgeAgainAfter;
        else
            End(PresenceCause.Silent);
    }

    private void FinishDraining()
    {
        if (_draining && Reports.IsEmpty)
            Finish(ClosingReason.Draining, SessionRefusals.ReturnAfter());
    }

    private void SendEnd()
    {
        _repeatAt = ports.Now + SessionPorts.RepeatAfter;
        ports.Tell(client, _end!);
    }

    private static ClosingReason ReasonOf(PresenceCause cause) => cause switch
    {
        PresenceCause.Goodbye => ClosingReason.Goodbye,
        PresenceCause.Silent => ClosingReason.Silent,
        _ => ClosingReason.Protocol,
    };

    private void Finish(ClosingReason reason, TimeSpan? retryAfter = null, string? address = null)
    {
        if (_phase == Phase.Over)
            return;
        LeavePlaces();
        _phase = Phase.Over;
        ports.Closing(client, reason, retryAfter, address);
    }

    private void PassHello()
    {
        if (_inTurnstile)
            ports.Hellos.Exit(ports.Now - _since);
        _inTurnstile = false;
    }
}
