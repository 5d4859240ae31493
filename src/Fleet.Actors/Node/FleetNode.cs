using Akka.Actor;
using Akka.Cluster;
using Fleet.Actors.Client;
using Fleet.Actors.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;

namespace Fleet.Actors.Node;

/// <summary>The actors of one node: its part of the client region, and its streams.</summary>
public sealed class FleetNode : IDisposable
{
    private readonly ClientMetrics _metrics;

    private FleetNode(IActorRef clients, IActorRef streams, SessionDirectory sessions, ClientMetrics metrics) =>
        (Clients, Streams, Sessions, _metrics) = (clients, streams, sessions, metrics);

    /// <summary>The region of the client actors: takes <see cref="ToClient"/>.</summary>
    public IActorRef Clients { get; }

    /// <summary>Takes <see cref="Attach"/>.</summary>
    public IActorRef Streams { get; }

    /// <summary>The sessions that this node holds.</summary>
    public SessionDirectory Sessions { get; }

    /// <summary>Starts the actors on a system that has joined its cluster, or is about to.</summary>
    public static async Task<FleetNode> Start(
        ActorSystem system, ClientRules rules, PresenceSettings presence, IAdmission admission, TimeProvider time)
    {
        var sessions = new SessionDirectory(Cluster.Get(system).SelfUniqueAddress.Uid);
        var metrics = new ClientMetrics();
        var clients = await ClientRegion.Start(system, new ClientEnvironment(rules, time, admission, sessions, metrics));
        var streams = system.ActorOf(StreamsActor.Props(clients, new SessionContext(presence, time, sessions)), "streams");
        return new FleetNode(clients, streams, sessions, metrics);
    }

    /// <summary>
    /// Closes every stream behind the reports that it has accepted: each is acked or refused. Streams that are opened from
    /// now on are told to go elsewhere. May be called more than once.
    /// </summary>
    /// <param name="patience">What is not closed by then is left to break.</param>
    /// <returns>False if the patience ran out.</returns>
    public async Task<bool> Drain(TimeSpan patience)
    {
        try
        {
            await Streams.Ask<Akka.Done>(Actors.Sessions.Drain.Instance, patience);
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sessions.Dispose();
        _metrics.Dispose();
    }
}
