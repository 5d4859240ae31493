using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Fleet.Protocol.Wire;

/// <summary>
/// <c>fleet.v1.FleetClients</c> over <see cref="FleetMethods.Connect"/>, in the shape of a generated service: an
/// implementation of <see cref="Server"/> is mapped, and found by reflection, like any other.
/// </summary>
public static class FleetClientsService
{
    /// <summary>The generated service's.</summary>
    public static ServiceDescriptor Descriptor => V1.FleetClients.Descriptor;

    /// <summary>Called by the host.</summary>
    public static void BindService(ServiceBinderBase binder, Server? server) =>
        binder.AddMethod(FleetMethods.Connect, server is null ? null : server.Connect);

    /// <summary>To be implemented.</summary>
    [BindServiceMethod(typeof(FleetClientsService), nameof(BindService))]
    public abstract class Server
    {
        /// <summary>Serves one client's session until it ends.</summary>
        public abstract Task Connect(
            IAsyncStreamReader<ClientInput> inputs, IServerStreamWriter<V1.ServerMessage> messages, ServerCallContext context);
    }
}
