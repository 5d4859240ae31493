using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// One client's session on a stream, from its hello to the moment at which the client's actor has confirmed its end: hands on what comes
/// in, and finds silence out.
/// </summary>
/// <param name="client">Whose session it is.</param>
/// <param name="id">Its name.</param>
/// <param name="hello">What the client said.</param>
/// <param name="ports">What it sees of the world.</param>
/// <param name="mayBeOpen">An earlier hello, which was refused as late, may have opened it.</param>
internal sealed class LiveSession(ClientId client, SessionId id, ClientInput.Hello hello, SessionPorts ports, bool mayBeOpen = false)
{
    /// <summary>Null: its client understands no settings.</summary>
    private readonly SessionSettings? _settings = hello.Capabilities.HasFlag(Capabilities.Settings) ? new SessionSettings(client, id, ports) : null;

    private readonly SessionHearing _hearing = new(client, id, ports);

    private GoodbyeReason? _goodbye;
    private SessionEnding? _ending;
    private bool _isDraining;

    /// <summary>Whose session it is.</summary>
    public ClientId Client => client;

    /// <summary>Its name.</summary>
    public SessionId Id => id;

    /// <summary>When the client was last heard, by the server's clock. Safe to ask from any thread.</summary>
    public Sighting LastHeard => _hearing.Last;

    /// <summary>The client's group, if it understands settings and is known. Safe to ask from any thread.</summary>
    public GroupName? ManagedGroup => IsEnding ? null : _settings?.Group;

    /// <summary>Settings that it was sent and has not answered; null: none. Safe to ask from any thread.</summary>
    public string? AwaitedSettings => _settings?.Awaited;

    /// <summary>The session is over, and its end confirmed where that is needed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Its hello was refused: the client may say another one after this time. Null: it was not.</summary>
    public TimeSpan? RefusedFor { get; private set; }

    /// <summary>Its hello was refused as late and it may be open all the same: another hello of the same client may go on with it.</summary>
    public bool IsLeftOpen => !IsOver && RefusedFor is not null && _ending is { IsTold: false };

    /// <summary>Another hello may go on with this session.</summary>
    public bool IsLeftOpenFor(ClientInput.Hello another) => IsLeftOpen && client == another.Client && hello.Epoch == another.Epoch;

    /// <summary>Takes no more messages of its client.</summary>
    public bool IsEnding => _ending is not null || IsOver;

    /// <summary>When <see cref="OnTick"/> has something to do.</summary>
    public DateTimeOffset Due => IsOver
        ? DateTimeOffset.MaxValue
        : Earlier(
            Earlier(Reports.Due ?? DateTimeOffset.MaxValue, Tasks.Due),
            _ending?.Due ?? Earlier(Earlier(Opening.Due, _hearing.Due), _settings?.Due ?? DateTimeOffset.MaxValue));

    private bool MayBeOpen => mayBeOpen || Opening.IsSaid;

    private SessionOpening Opening => field ??= new SessionOpening(client, id, hello, ports, ports.TurnOf(this));

    private SessionTasks Tasks => field ??= new SessionTasks(client, id, hello.Capabilities, ports);

    private SessionReports Reports => field ??= new SessionReports(client, id, hello, ports, ports.TurnOf(this));

    /// <summary>Begins.</summary>
    public void Open() => Opening.Begin();

    /// <summary>A message of the client.</summary>
    public void OnInput(ClientInput input)
    {
        _hearing.Hear(input);
        switch (input)
        {
            case ClientInput.Report report when _goodbye is null:
                Reports.Take(report);
                break;
            case ClientInput.Report report:
                ports.Refuse(client, report.Seq, SessionRefusals.HelloExpected, 0);
                break;
            case ClientInput.Heartbeat when hello.Capabilities.HasFlag(Capabilities.Alive):
                ports.Alive(client);
                break;
            case ClientInput.SettingsAnswer answer when _settings is { } settings:
                settings.OnAnswer(answer);
                break;
            case ClientInput.TaskUpdate update:
                Tasks.Take(update);
                break;
            case ClientInput.Unheeded unheeded:
                ports.Notice(client, hello.Capabilities, ServerMessages.Notice(0, unheeded.Refusal));
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
            case AnsweredKind.TaskUpdate:
                Tasks.OnAnswer(answer);
                break;
            case AnsweredKind.Hello when !IsEnding:
                OnOpenAnswer(answer.Reply);
                break;
            case AnsweredKind.Settings:
                _settings?.OnTold(answer.Reply);
                break;
            case AnsweredKind.End when answer.Reply is Done && _ending is { } ending:
                OnEnded(ending.Cause);
                break;
        }
    }

    /// <summary>Somebody asks whether the client is really there.</summary>
    /// <param name="asker">Is told <see cref="SessionVerified"/>, at once where the client cannot be asked.</param>
    public void OnAsked(IActorRef asker)
    {
        if (!IsEnding && Opening.IsWelcomed && hello.Capabilities.HasFlag(Capabilities.Verify))
            _hearing.Ask(asker);
        else
            asker.Tell(new SessionVerified(client, id, IsEnding ? null : LastHeard), ActorRefs.NoSender);
    }

    /// <summary>The client is so now, as its actor says.</summary>
    public void Know(ManagedClient managed)
    {
        if (!IsEnding)
            _settings?.Know(managed);
    }

    /// <summary>What is in force for the client may be something else now.</summary>
    public void OnSettingsInForce()
    {
        if (!IsEnding)
            _settings?.Judge();
    }

    /// <summary>A place at a gate is kept for it.</summary>
    public void OnTurn()
    {
        Opening.OnTurn();
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
        Reports.OnTick();
        Tasks.OnTick();
        EndIfSaid();
        FinishDraining();
        if (IsOver)
            return;
        if (_ending is null)
            _settings?.OnTick();
        if (_ending is { } ending)
        {
            if (ending.Due <= ports.Now)
                ending.Tell();
        }
        else if (_hearing.IsSilent())
        {
            End(PresenceCause.Silent);
        }
        else if (Opening.OnTick(Reports.LastAnswered) is { } refusal)
        {
            RefuseHello(refusal, 0);
        }
    }

    /// <summary>The session is over, for this reason; its actor is told until it confirms, if it can have heard of it.</summary>
    public void End(PresenceCause cause, GoodbyeReason? goodbye = null)
    {
        if (IsEnding)
            return;
        Opening.LeavePlace();
        Reports.DropWaiting();
        if (!MayBeOpen)
        {
            OnEnded(cause);
            return;
        }

        _ending = new SessionEnding(client, new EndSession(id, cause, goodbye), ports);
        _ending.Tell();
    }

    /// <summary>Its stream is over: the client does not come back on it.</summary>
    public void Break()
    {
        if (_ending is { IsTold: false } ending)
            ending.Tell();
        else
            End(PresenceCause.Broken);
    }

    /// <summary>
    /// The node leaves: what is under way is answered, more is not taken. No end is sent: the client comes back to another
    /// node, or to this one within the grace period.
    /// </summary>
    /// <param name="atOnce">Nor is anything answered any more: the client sends it again elsewhere.</param>
    public void Drain(bool atOnce)
    {
        _isDraining = true;
        Reports.Drain();
        if (atOnce)
            LeavePlaces();
        FinishDraining();
    }

    /// <summary>Its client, whose hello was refused, comes back after so long.</summary>
    public void LeaveOpen(TimeSpan back) => _ending?.TellAfter(back + ports.Presence.Grace);

    /// <summary>Another hello goes on with it.</summary>
    public void HandOver() => IsOver = true;

    /// <summary>Gives back what it takes of the node's room: it waits for no answer any more.</summary>
    public void LeavePlaces()
    {
        Opening.LeavePlace();
        Reports.Clear();
        _hearing.End();
    }

    private void OnReportAnswer(ClientAnswer answer)
    {
        switch (answer.Reply)
        {
            case Refused { Refusal.Code: RefusalCode.Superseded }:
                Close(ClosingReason.Superseded);
                break;
            case Refused { Refusal.Code: RefusalCode.SessionUnknown } when !IsEnding && Opening.IsAnswered && Reports.IsCurrent(answer.To):
                Reopen();
                break;
            default:
                Reports.OnAnswer(answer);
                break;
        }

        EndIfSaid();
        FinishDraining();
    }

    private void OnOpenAnswer(ClientReply reply)
    {
        switch (reply)
        {
            case Opened opened:
                if (!Opening.IsWelcomed)
                    _hearing.Begin();
                Opening.Answered(opened, Reports.LastAnswered);
                // After its welcome, which comes first.
                if (opened.Managed is { } managed)
                    _settings?.Know(managed);
                Reports.Open();
                EndIfSaid();
                break;
            case Refused { Refusal: { Code: RefusalCode.DuplicateIdentity } refusal }:
                Finish(ClosingReason.DuplicateIdentity, refusal.RetryAfter);
                break;
            case Refused { Refusal.IsRetryable: false } refused:
                RefuseHello(refused.Refusal, refused.LastSeq);
                break;
            case Refused { Refusal.Code: RefusalCode.Superseded }:
                Close(ClosingReason.Superseded);
                break;
            case Refused { Refusal.Code: RefusalCode.SessionUnknown } when Opening.IsAnswered:
                Reopen();
                break;
            case Refused refused when !Opening.IsAnswered && !Opening.PutOff(refused.Refusal):
                RefuseHello(refused.Refusal, refused.LastSeq);
                break;
        }
    }

    /// <summary>The actor has forgotten a hello that still waited for its backlog (it moved), or took the session for lost.</summary>
    private void Reopen()
    {
        Reports.Suspend();
        Opening.Repeat();
    }

    /// <summary>
    /// The client may say another one, which goes on with what may have come of this one. That is ended only if the client does not come
    /// back: it would be turned offline while it waits, as it was told to.
    /// </summary>
    private void RefuseHello(Refusal refusal, long lastSeq)
    {
        RefusedFor = refusal.RetryAfter ?? TimeSpan.Zero;
        ports.RefuseHello(client, refusal, lastSeq);
        LeavePlaces();
        if (refusal.IsRetryable && MayBeOpen)
        {
            _ending = new SessionEnding(client, new EndSession(id, PresenceCause.Broken, null), ports);
            LeaveOpen(RefusedFor.Value);
        }
        else
        {
            IsOver = true;
        }
    }

    /// <summary>A goodbye comes after all that the client said before it.</summary>
    private void EndIfSaid()
    {
        if (_goodbye is { } reason && !Reports.HasWaiting)
            End(PresenceCause.Goodbye, reason);
    }

    private void FinishDraining()
    {
        if (_isDraining && Reports.IsEmpty)
            Finish(ClosingReason.Draining, SessionRefusals.ReturnAfter());
    }

    private void OnEnded(PresenceCause cause) =>
        Finish(SessionEnding.ReasonOf(cause), cause == PresenceCause.Silent ? SessionPorts.RepeatAfter : null);

    private void Finish(ClosingReason reason, TimeSpan? retryAfter = null, string? address = null)
    {
        if (IsOver)
            return;
        LeavePlaces();
        IsOver = true;
        // Who was refused knows it, and may be welcome by another hello meanwhile.
        if (RefusedFor is null)
            ports.Closing(client, reason, retryAfter, address);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
