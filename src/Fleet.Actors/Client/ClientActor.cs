using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Fleet.Actors.Journal;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Actors.Client;

/// <summary>One client: recovers from its last row, lets <see cref="Domain"/> decide, persists, applies, answers. It decides nothing itself.</summary>
internal sealed class ClientActor : UntypedPersistentActor
{
    private readonly ClientId _id;
    private readonly ClientEnvironment _environment;
    private readonly SessionLink _session;
    private ClientState _state = ClientState.None;
    private ClientMemory _memory = ClientMemory.None;
    private long _offset;
    private DateTimeOffset _recordedAt;
    private Pending? _pending;

    public ClientActor(string id, ClientEnvironment environment)
    {
        _id = ClientId.Parse(id);
        _environment = environment;
        _session = new SessionLink(_id, environment.Directory);
    }

    public override string PersistenceId => _id.Value;

    protected override void OnRecover(object message)
    {
        if (message is JournalRow row)
            Follow(row);
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case ToClient { Body: GetClient }:
                Sender.Tell(new ClientView(_id, _state, _offset, _recordedAt));
                break;
            case ToClient { Body: ClientCommand command } to when to.Deadline < _environment.Time.GetUtcNow():
                Answer(Sender, command, new Refused((command as TakeReport)?.Seq ?? 0, ClientRefusals.Expired, _memory.LastTaken));
                break;
            case ToClient { Body: ClientCommand command }:
                Handle(command);
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
        var decision = Domain.Decide(_state, _memory, command, _environment.Time.GetUtcNow(), _environment.Rules);
        if (decision.Events.IsEmpty)
        {
            _memory = decision.Memory;
            Settle(Sender, command, decision.Reply);
            return;
        }

        // Before Persist: once handed over, a write can only be acknowledged or fail.
        if (_environment.Admission.Enter() is { } refusal)
        {
            Answer(Sender, command, new Refused((command as TakeReport)?.Seq ?? 0, refusal, _memory.LastTaken));
            return;
        }

        _pending = new Pending(Sender, command, decision, decision.Events.Length);
        if (decision.Events is [var only])
            Persist(new JournalRow(only, Domain.Apply(_state, only)), OnPersisted);
        else
            PersistAll(Rows(decision.Events), OnPersisted);
    }

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
        var before = _state.Presence.Session;
        Follow(row);
        if (before is { } old && _state.Presence.Session is { } now && old != now)
            _session.Supersede(old);
        if (row.Event.Icon is not null && (_state.Presence.Session ?? _pending!.Decision.Memory.Waiting?.Session ?? before) is { } speaking)
            _session.Push(speaking, row);
        if (--_pending!.Rows > 0)
            return;

        var done = Release()!;
        _memory = done.Decision.Memory;
        Settle(done.ReplyTo, done.Command, done.Decision.Reply);
    }

    private void Follow(JournalRow row)
    {
        _state = row.After;
        _offset = row.Offset;
        _recordedAt = row.RecordedAt;
    }

    /// <summary>Keeps the way to a session that has just been opened, then answers.</summary>
    private void Settle(IActorRef replyTo, ClientCommand command, ClientReply reply)
    {
        if (command is OpenSession hello && reply is Opened)
            _session.Remember(hello.Session, replyTo);
        Answer(replyTo, command, reply);
    }

    private void Answer(IActorRef replyTo, ClientCommand command, ClientReply reply)
    {
        _environment.Metrics.Count(command, reply);
        replyTo.Tell(new ClientAnswer(_id, command, reply, _offset, _state.Icon));
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
            Answer(failed.ReplyTo, failed.Command, new Refused((failed.Command as TakeReport)?.Seq ?? 0, refusal, _memory.LastTaken));
    }

    private Pending? Release()
    {
        var pending = _pending;
        _pending = null;
        if (pending is not null)
            _environment.Admission.Exit();
        return pending;
    }

    /// <summary>The command whose rows are on their way to the journal.</summary>
    private sealed record Pending(IActorRef ReplyTo, ClientCommand Command, Decision Decision, int RowCount)
    {
        public int Rows { get; set; } = RowCount;
    }
}
