using Akka.Actor;
using Akka.Cluster;
using Fleet.Actors.Client;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>The sessions of the whole cluster: those of this node by its directory, others by way of the node that holds them.</summary>
/// <param name="own">This node's.</param>
/// <param name="system">This node's system.</param>
public sealed class ClusterSessions(SessionDirectory own, ActorSystem system) : ISessionDirectory
{
    private readonly Cluster _cluster = Cluster.Get(system);

    /// <inheritdoc/>
    public ICanTell? Find(ClientId client, SessionId session)
    {
        if (session.Node == _cluster.SelfUniqueAddress.Uid)
            return own.Find(client, session);
        foreach (var member in _cluster.State.Members)
        {
            if (member.UniqueAddress.Uid == session.Node)
                return system.ActorSelection(new RootActorPath(member.Address) / "user" / StreamsActor.Name);
        }

        return null;
    }
}
