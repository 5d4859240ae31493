using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Runtime;

/// <summary>Makes this node a member of its cluster: by its seeds, or as a cluster of its own.</summary>
internal static class ClusterJoin
{
    /// <summary>Done when the node is up.</summary>
    /// <exception cref="CannotStartException">No seed has let it in.</exception>
    public static async Task Join(ActorSystem system, NodeSettings settings, CancellationToken cancel)
    {
        // Brings sharding's serializers: the others tell a node of their shards as soon as it is up.
        ClusterSharding.Get(system);
        var cluster = Cluster.Get(system);
        if (settings.Seeds.Count == 0)
        {
            await cluster.JoinAsync(cluster.SelfAddress, cancel);
            return;
        }

        var seeds = settings.Seeds.Select(seed => Address.Parse($"{cluster.SelfAddress.Protocol}://{system.Name}@{seed}")).ToList();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.JoinWithin);
        try
        {
            await cluster.JoinSeedNodesAsync(seeds, patience.Token);
        }
        catch (Exception late) when (patience.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new CannotStartException(
                $"None of the seeds {string.Join(", ", settings.Seeds)} let this node ({cluster.SelfAddress.HostPort()}) into the cluster within {settings.JoinWithin:c}: "
                + "start the first of them, see that it can be reached from here, and that Fleet:Cluster:Seeds is the same on all nodes.",
                late);
        }
    }
}
