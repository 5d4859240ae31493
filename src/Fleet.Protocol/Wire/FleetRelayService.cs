using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Fleet.Protocol.Wire;

/// <summary>
/// <c>fleet.v1.FleetRelay</c> over <see cref="FleetMethods.Relay"/>, in the shape of a generated service: an implementation
/// of <see cref="Server"/> is mapped, and found by reflection, like any other.
/// </summary>
public static class FleetRelayService
{
    /// <summary>The generated service's.</summary>
    public static ServiceDescriptor Descriptor => V1.FleetRelay.Descriptor;

    /// <summary>Called by the host.</summary>
    public static void BindService(ServiceBinderBase binder, Server? server) =>
        binder.AddMethod(FleetMethods.Relay, server is null ? null : server.Relay);

    /// <summary>To be implemented.</summary>
    [BindServiceMethod(typeof(FleetRelayService), nameof(BindService))]
    public abstract class Server
    {
        /// <summary>Serves the sessions of many clients until the stream ends.</summary>
        public abstract Task Relay(
            IAsyncStreamReader<IReadOnlyList<RelayedInput>> batches, IServerStreamWriter<V1.RelayReplies> replies, ServerCallContext context);
    }
}
