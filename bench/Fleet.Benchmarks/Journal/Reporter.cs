using Akka.Actor;
using Akka.Persistence;

namespace Fleet.Benchmarks.Journal;

/// <summary>Persists one row after the other, each when the last is durable, for as long as the trial runs.</summary>
internal sealed class Reporter(string id, Trial trial) : UntypedPersistentActor
{
    public override string PersistenceId => id;

    protected override void OnRecover(object message)
    {
    }

    protected override void OnCommand(object message) => Next();

    private void Next() => Persist(BenchRows.Report(LastSequenceNr + 2), _ =>
    {
        if (trial.Count())
            Self.Tell(Go.Instance);
    });

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        trial.Fail(cause);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    public sealed class Go
    {
        public static readonly Go Instance = new();
    }
}
