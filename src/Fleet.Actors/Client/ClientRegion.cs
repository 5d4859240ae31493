using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;

namespace Fleet.Actors.Client;

/// <summary>The shard region of the client actors: one for each client, wherever in the cluster.</summary>
public static class ClientRegion
{
    /// <summary>Name of the entity type; part of the names of sharding's own actors.</summary>
    public const string TypeName = "client";

    /// <summary>Starts the region on this node; one that only answers questions holds no clients, and passes on what is for them.</summary>
    /// <returns>Takes <see cref="ToClient"/>.</returns>
    public static IActorRef Start(ActorSystem system, ClientEnvironment environment) =>
        Start(ClusterSharding.Get(system), ClusterShardingSettings.Create(system), Cluster.Get(system), environment);

    private static IActorRef Start(ClusterSharding sharding, ClusterShardingSettings settings, Cluster cluster, ClientEnvironment environment) =>
        string.IsNullOrEmpty(settings.Role) || cluster.SelfRoles.Contains(settings.Role)
            ? sharding.Start(
                TypeName,
                // Not a lambda: Akka would compile an expression tree for every entity (a third of the CPU of a cold start).
                id => Props.Create<ClientActor>(id, environment),
                settings,
                new ClientShards(),
                sharding.DefaultShardAllocationStrategy(settings),
                StopClient.Instance)
            : sharding.StartProxy(TypeName, settings.Role, new ClientShards());
}
