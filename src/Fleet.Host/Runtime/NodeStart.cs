using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>Has the node join its cluster, and makes its parts then.</summary>
/// <remarks>
/// Not as a task of Akka's own hosted service: that writes a stack trace for whatever ends a start, a seed that does not answer and a
/// host that is told to stop included.
/// </remarks>
internal sealed class NodeStart(ActorSystem system, FleetSettings settings, ReadModelWitness witness, IEnumerable<AfterJoin> parts) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // A host that runs when its journal is found behind ends, to be started again: clients in memory may know rows that are not in the
        // journal any more, and what they would write next does not follow from what is there.
        witness.Tell(how => _ = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterDowningReason.Instance));
        await ClusterJoin.Join(system, settings.Cluster, cancellationToken);
        foreach (var make in parts)
            make();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
