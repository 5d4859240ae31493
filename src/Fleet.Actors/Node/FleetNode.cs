using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;

namespace Fleet.Actors.Node;

/// <summary>The actors of one node.</summary>
/// <param name="Clients">The region of the client actors: takes <see cref="ToClient"/>.</param>
/// <param name="Streams">Takes <see cref="Attach"/>.</param>
public sealed record FleetNode(IActorRef Clients, IActorRef Streams)
{
    /// <summary>Starts the actors on a system that has joined its cluster, or is about to.</summary>
    /// <remarks>
    /// When the system shuts down in good order, every stream is closed after the reports that it has accepted: each is acked
    /// or refused. How long that may take is the time of the phase <c>before-service-unbind</c>.
    /// </remarks>
    public static FleetNode Start(ActorSystem system, ClientEnvironment environment, SessionContext sessions)
    {
        var clients = ClientRegion.Start(system, environment);
        var streams = system.ActorOf(StreamsActor.Props(clients, sessions), StreamsActor.Name);
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            "drain-streams",
            // A node that is out of its cluster gets no answers any more, and has to be gone before the others take its shards over.
            () => streams.Ask<Akka.Done>(new DrainStreams(AtOnce: shutdown.ShutdownReason is CoordinatedShutdown.ClusterDowningReason), Timeout.InfiniteTimeSpan));
        return new FleetNode(clients, streams);
    }
}
