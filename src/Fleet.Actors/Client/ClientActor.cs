using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using Fleet.Journal;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Actors.Client;

/// <summary>One client: recovers from its last row, lets <see cref="Domain"/> decide, persists, applies, answers. It decides nothing itself.</summary>
internal sealed class ClientActor : UntypedPersistentActor
{
    private readonly ClientId _id;
    private readonly ClientEnvironment _environment;
    private readonly SessionLink _session;
    private ClientState _state = ClientState.None;
    private DamagedRow? _damage;
    private ClientMemory _memory = ClientMemory.None;
    private long _offset;
    private DateTimeOffset _recordedAt;
    private PendingCommand? _pending;

    public ClientActor(string id, ClientEnvironment environment)
    {
        _id = ClientId.Parse(id);
        _environment = environment;
        _session = new SessionLink(_id, environment.Directory);
    }

    public override string PersistenceId => _id.Value;

    private long LastTaken => Math.Max(_memory.LastTaken, _state.LastSeq);

    /// <summary>The session that speaks for the client, present or with its backlog still on the way.</summary>
    private SessionId? Speaking => _state.Presence.Session ?? _memory.Waiting?.Session;

    /// <summary>What the session has to know to deploy settings; null: the client understands none.</summary>
    private ManagedClient? Managed => _state.Capabilities.HasFlag(Capabilities.Settings) ? _state.Managed : null;

    protected override void OnRecover(object message)
    {
        if (message is JournalRow row)
            Follow(row);
        else if (message is RecoveryCompleted && _state.Presence.Session is { } session)
            // Who had the row before may have been gone before it could tell the session.
            _state.Tasks.Items.Where(task => task.State == TargetState.Sent).ToList().ForEach(task => _session.Send(session, task));
        else if (message is DamagedRow damaged)
            (_state, _damage, _offset, _recordedAt) = (DamagedClient.State, damaged, damaged.Offset, damaged.RecordedAt);
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case ToClient { Body: GetClient }:
                Sender.Tell(_damage is null ? new ClientView(_id, _state, _offset, _recordedAt) : new ClientView(_id, ClientState.None, _offset, _recordedAt, $"{_damage}"));
                LeaveIfUnknown();
                break;
            case ToClient { Body: ClientCommand command, Deadline.HasPassed: true }:
                Refuse(command, ClientRefusals.Expired);
                break;
            case ToClient { Body: ClientCommand command } when _environment.Standstill is { HasStoodStill: true }:
                Refuse(command, ClientRefusals.StoodStill);
                break;
            case ToClient { Body: OpenSession hello, MayRedirect: true } when _environment.Here is { } here && hello.Session.Node != here.Incarnation:
                _environment.Metrics.CountRedirect();
                Sender.Tell(new SessionOver(_id, hello.Session, ClosingReason.Redirected, here.Address));
                LeaveIfUnknown();
                break;
            case ToClient { Body: ClientCommand command } when _damage is not null && DamagedClient.ReplyTo(command) is { } reply:
                Answer(Sender, command, reply);
                break;
            case ToClient { Body: ClientCommand command }:
                Handle(_environment.AsRead(command));
                break;
            case StopClient:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Handle(ClientCommand command)
    {
        var spoke = Speaking;
        var decision = Domain.Decide(_state, _memory, command, _environment.Time.GetUtcNow(), _environment.RulesNow);
        if (decision.Events.IsEmpty)
        {
            // No row finds out that this is old, as it may be while the journal takes none: another node may have gone on.
            if (decision.Reply is not Refused && _environment.Admission.Failing is { } failing)
            {
                Refuse(command, failing);
                return;
            }

            _memory = decision.Memory;
            Settle(Sender, command, decision.Reply, spoke);
            return;
        }

        // Before Persist: once handed over, a write can only be acknowledged or fail.
        if (_environment.Admission.Enter() is { } refusal)
        {
            Refuse(command, refusal);
            return;
        }

        _pending = new PendingCommand(Sender, command, decision, spoke, Managed);
        if (decision.Events is [var only])
            Persist(new JournalRow(only, Domain.Apply(_state, only)), OnPersisted);
        else
            PersistAll(Rows(decision.Events), OnPersisted);
    }

    private void Refuse(ClientCommand command, Refusal why) => Refuse(Sender, command, why);

    private void Refuse(IActorRef replyTo, ClientCommand command, Refusal why) =>
        Answer(replyTo, command, new Refused((command as TakeReport)?.Seq ?? 0, why, LastTaken));

    private List<JournalRow> Rows(ImmutableArray<ClientEvent> events)
    {
        var rows = new List<JournalRow>(events.Length);
        var state = _state;
        foreach (var happened in events)
            rows.Add(new JournalRow(happened, state = Domain.Apply(state, happened)));
        return rows;
    }

    private void OnPersisted(JournalRow row)
    {
        Follow(row);
        _environment.Metrics.Count(row.Event);
        _pending!.Rows.Add(row);
        if (_pending.Rows.Count < _pending.Decision.Events.Length)
            return;

        var done = Release()!;
        _memory = done.Decision.Memory;
        Settle(done.ReplyTo, done.Command, done.Decision.Reply, done.Spoke);
        if (done.Rows.Exists(row => row.Event is IdentityJudged { IsDuplicate: true }))
        {
            _environment.Metrics.CountDuplicate();
            _environment.Duplicates?.Found(_id);
        }

        if (Speaking is { } session)
        {
            done.Rows.ForEach(written => _session.Push(session, written));
            if (Managed is { } managed && managed != done.Managed)
                _session.Push(session, managed);
        }
    }

    private void Follow(JournalRow row)
    {
        _damage = null;
        _state = row.After;
        _offset = row.Offset;
        _recordedAt = row.RecordedAt;
    }

    /// <summary>Answers, after the way to a session that has just been opened is kept and the one that spoke before is told.</summary>
    private void Settle(IActorRef replyTo, ClientCommand command, ClientReply reply, SessionId? spoke)
    {
        if (command is OpenSession hello && reply is Opened opened)
        {
            if (spoke is { } other && other != hello.Session)
                _session.Close(other, ClosingReason.Superseded);
            _session.Remember(hello.Session, replyTo);
            if (hello.Capabilities.HasFlag(Capabilities.Settings))
                reply = opened with { Managed = _state.Managed };
        }

        // The sweep takes a node for lost, say, and a stream there still holds the session: its client is heard, so it opens it again.
        if (command is EndSession end && spoke == end.Session)
            _session.Reopen(end.Session, unlessAskedBy: replyTo, () => AnswerTo(new Answered(AnsweredKind.Hello, end.Session), new Refused(0, ClientRefusals.Ended, LastTaken)));
        if (command is Forget && reply is Core.Clients.Done && spoke is { } last)
            _session.Close(last, ClosingReason.Forgotten);
        Answer(replyTo, command, reply);
    }

    private void Answer(IActorRef replyTo, ClientCommand command, ClientReply reply)
    {
        _environment.Metrics.Count(command, reply);
        replyTo.Tell(AnswerTo(Answered.Of(command), reply));
        LeaveIfUnknown();
    }

    private ClientAnswer AnswerTo(Answered asked, ClientReply reply) => new(_id, asked, reply, _offset, _state.Icon, LastTaken);

    /// <summary>Whoever asks for ids that nobody has must not fill the memory; and who has a damaged row may have it repaired.</summary>
    private void LeaveIfUnknown()
    {
        if ((_offset == 0 || _damage is not null) && _pending is null)
            Context.Parent.Tell(new Passivate(StopClient.Instance));
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        RefusePending(ClientRefusals.JournalFailed);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        RefusePending(ClientRefusals.JournalFailed);
    }

    protected override void PostStop()
    {
        Release();
        base.PostStop();
    }

    private void RefusePending(Refusal refusal)
    {
        if (Release() is { } failed)
            Refuse(failed.ReplyTo, failed.Command, refusal);
    }

    private PendingCommand? Release()
    {
        var pending = _pending;
        _pending = null;
        if (pending is not null)
            _environment.Admission.Exit();
        return pending;
    }

    /// <summary>The command whose rows are on their way to the journal.</summary>
    private sealed record PendingCommand(IActorRef ReplyTo, ClientCommand Command, Decision Decision, SessionId? Spoke, ManagedClient? Managed)
    {
        /// <summary>Those that are durable.</summary>
        public List<JournalRow> Rows { get; } = new(1);
    }
}
