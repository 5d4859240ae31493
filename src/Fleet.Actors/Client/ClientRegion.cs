using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Fleet.Actors.Client;

/// <summary>The shard region of the client actors: one for each client, wherever in the cluster.</summary>
public static class ClientRegion
{
    /// <summary>Name of the entity type; part of the names of sharding's own actors.</summary>
    public const string TypeName = "client";

    /// <summary>Starts the region on this node.</summary>
    /// <returns>Takes <see cref="ToClient"/>.</returns>
    public static Task<IActorRef> Start(ActorSystem system, ClientEnvironment environment) =>
        ClusterSharding.Get(system).StartAsync(
            TypeName,
            // Not a lambda: Akka would compile an expression tree for every entity (a third of the CPU of a cold start).
            id => Props.Create<ClientActor>(id, environment),
            ClusterShardingSettings.Create(system),
            new ClientShards(),
            ClusterSharding.Get(system).DefaultShardAllocationStrategy(ClusterShardingSettings.Create(system)),
            StopClient.Instance);
}
