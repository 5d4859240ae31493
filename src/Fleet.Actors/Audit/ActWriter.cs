using Akka.Persistence;
using Fleet.Core.Clients;
using Fleet.Journal;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Audit;

/// <summary>Writes one act, tells that it is durable, or why it is not, and is gone.</summary>
internal sealed class ActWriter : UntypedPersistentActor
{
    private static readonly Refusal Failed = new(RefusalCode.Unavailable, "The journal did not take what was to be done, so it was not done.", RetryAfter: TimeSpan.FromSeconds(1));

    private readonly LoneAct _act;
    private readonly TaskCompletionSource<Refusal?> _written;

    /// <param name="id">Its persistence id, which nobody else has.</param>
    /// <param name="act">The act.</param>
    /// <param name="written">Is told why the act is not kept; null: it is.</param>
    public ActWriter(string id, LoneAct act, TaskCompletionSource<Refusal?> written) => (PersistenceId, _act, _written) = (id, act, written);

    public override string PersistenceId { get; }

    protected override void OnRecover(object message)
    {
        if (message is RecoveryCompleted)
            Persist(new OtherRow(Manifests.LoneAct, _act.Encode()), OnWritten);
    }

    protected override void OnCommand(object message) => Unhandled(message);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    /// <summary>Also where its recovery or its write failed: Akka has logged why.</summary>
    protected override void PostStop()
    {
        _written.TrySetResult(Failed);
        base.PostStop();
    }

    private void OnWritten(OtherRow row)
    {
        _written.TrySetResult(null);
        Context.Stop(Self);
    }
}
