using Akka.Actor;
using Fleet.Actors.Sessions;

namespace Fleet.Host.Grpc;

/// <summary>Opens the actors of streams.</summary>
/// <param name="streams">The node's <see cref="StreamsActor"/>.</param>
public sealed class StreamsGate(IActorRef streams)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Opens the actor of a stream.</summary>
    public Task<IActorRef> Open(StreamPort port, CancellationToken cancelled) =>
        streams.Ask<IActorRef>(new OpenStream(port), Patience, cancelled);
}
