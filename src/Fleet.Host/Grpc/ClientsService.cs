using Akka.Actor;
using Fleet.Actors.Node;
using Fleet.Actors.Sessions;
using Fleet.Protocol.Wire;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Host.Grpc;

/// <summary><c>fleet.v1.FleetClients</c>: one client a stream.</summary>
internal sealed class ClientsService(FleetNode node) : FleetClientsService.Server
{
    public override async Task Connect(
        IAsyncStreamReader<ClientInput> inputs, IServerStreamWriter<ServerMessage> messages, ServerCallContext context)
    {
        var port = StreamPump.PortOf(context, oneClient: true);
        await StreamPump.Run(
            node.Streams,
            port,
            async (stream, cancelled) =>
            {
                await foreach (var input in inputs.ReadAllAsync(cancelled))
                {
                    await port.BeforeRead(cancelled);
                    stream.Tell(new Received(Client: null, input), ActorRefs.NoSender);
                }
            },
            async cancelled =>
            {
                await foreach (var (_, message) in port.Outbound.ReadAllAsync(cancelled))
                    await messages.WriteAsync(message, cancelled);
            },
            context);
    }
}
