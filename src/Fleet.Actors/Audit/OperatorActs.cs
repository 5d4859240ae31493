using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Fleet.Core.Clients;
using Fleet.Journal;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Audit;

/// <summary>Keeps what operators do that no other row of the journal tells.</summary>
/// <remarks>Each act has a persistence id of its own, so any node writes what it is asked for, and nobody has to be found first.</remarks>
/// <param name="system">A node of a cluster.</param>
/// <param name="admission">The door of its journal.</param>
public sealed class OperatorActs(ActorSystem system, IAdmission admission)
{
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"{PersistenceIds.Acts}/{Cluster.Get(system).SelfUniqueAddress.Uid:x8}-");
    private long _count;

    /// <summary>Keeps an act.</summary>
    /// <param name="act">The act.</param>
    /// <param name="within">How long its write may take.</param>
    /// <param name="cancel">Nobody waits for it.</param>
    /// <returns>Null: it is durable. Else why it is not taken.</returns>
    /// <exception cref="TimeoutException">The journal did not answer in time: whether it was taken is not known.</exception>
    public async Task<Refusal?> Keep(LoneAct act, TimeSpan within, CancellationToken cancel)
    {
        if (admission.Enter() is { } refusal)
            return refusal;
        var written = new TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = written.Task.ContinueWith(_ => admission.Exit(), TaskScheduler.Default);
        system.ActorOf(Props.Create<ActWriter>($"{_prefix}{Interlocked.Increment(ref _count)}", act, written));
        return await written.Task.WaitAsync(within, cancel);
    }
}
