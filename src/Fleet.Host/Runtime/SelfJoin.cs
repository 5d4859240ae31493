using Akka.Actor;
using Akka.Cluster;

namespace Fleet.Host.Runtime;

/// <summary>A single node is a cluster of one: it joins itself and waits for nobody.</summary>
internal static class SelfJoin
{
    /// <summary>Done when the node is up.</summary>
    public static Task Join(ActorSystem system)
    {
        var cluster = Cluster.Get(system);
        return cluster.JoinAsync(cluster.SelfAddress);
    }
}
