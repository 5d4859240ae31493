using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;

namespace Fleet.Actors.Members;

/// <summary>Actors of which the cluster has one: on its oldest node that holds clients.</summary>
internal static class Singletons
{
    /// <summary>Gives a node its turn at an actor; nothing on a node that only answers questions.</summary>
    /// <param name="system">The node's system.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="name">Its name.</param>
    /// <param name="manager">Name of who gives the turn; the same on all nodes.</param>
    public static void Host(ActorSystem system, Props actor, string name, string manager)
    {
        var settings = ClusterSingletonManagerSettings.Create(system).WithSingletonName(name);
        if (string.IsNullOrEmpty(settings.Role) || Cluster.Get(system).SelfRoles.Contains(settings.Role))
            system.ActorOf(ClusterSingletonManager.Props(actor, settings), manager);
    }

    /// <summary>The way to the actor, wherever it is.</summary>
    public static IActorRef Proxy(ActorSystem system, string name, string manager) => system.ActorOf(
        ClusterSingletonProxy.Props($"/user/{manager}", ClusterSingletonProxySettings.Create(system).WithSingletonName(name)), $"{manager}-proxy");
}
