using Akka.Actor;
using Akka.Persistence;
using Fleet.Journal;

namespace Fleet.Testing;

/// <summary>The least actor that uses the journal: persists what it is told, and tells what it recovered.</summary>
public sealed class Keeper(string id) : UntypedPersistentActor
{
    private JournalRow? _last;
    private DamagedRow? _damaged;
    private int _replayed;

    public override string PersistenceId => id;

    protected override void OnRecover(object message)
    {
        _damaged = message as DamagedRow ?? _damaged;
        if (message is not JournalRow row)
            return;
        _last = row;
        _replayed++;
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Keep keep:
                var replyTo = Sender;
                PersistAll(keep.Rows, row =>
                {
                    _last = row;
                    replyTo.Tell(new Kept(id, LastSequenceNr, row));
                });
                break;
            case Get:
                Sender.Tell(new Got(id, LastSequenceNr, _last, _replayed, _damaged));
                break;
            case Stop:
                Context.Stop(Self);
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        Sender.Tell(new NotKept(id, cause));
    }

    public sealed record Keep(params JournalRow[] Rows);

    public sealed record Kept(string Id, long SequenceNr, JournalRow Row);

    public sealed record NotKept(string Id, Exception Cause);

    public sealed record Get;

    public sealed record Got(string Id, long SequenceNr, JournalRow? Last, int Replayed, DamagedRow? Damaged);

    public sealed record Stop;
}
