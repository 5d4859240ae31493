using Google.Protobuf;
using Grpc.Core;

namespace Fleet.Protocol.Wire;

/// <summary>
/// The server's side of the two ingest calls: their names are the generated ones, but what comes in is read by
/// <see cref="ClientInputs"/> and <see cref="RelayInputs"/>, so that a message which cannot be parsed is an input too, to be
/// refused, and does not end the stream. Clients use the generated classes.
/// </summary>
public static class FleetMethods
{
    /// <summary><c>fleet.v1.FleetClients/Connect</c>.</summary>
    public static Method<ClientInput, V1.ServerMessage> Connect { get; } = new(
        MethodType.DuplexStreaming,
        V1.FleetClients.Descriptor.FullName,
        "Connect",
        ReadOnly(context => ClientInputs.Read(context.PayloadAsReadOnlySequence())),
        WriteOnly<V1.ServerMessage>());

    /// <summary><c>fleet.v1.FleetRelay/Relay</c>.</summary>
    public static Method<IReadOnlyList<RelayedInput>, V1.RelayReplies> Relay { get; } = new(
        MethodType.DuplexStreaming,
        V1.FleetRelay.Descriptor.FullName,
        "Relay",
        ReadOnly(context => RelayInputs.Read(context.PayloadAsReadOnlySequence())),
        WriteOnly<V1.RelayReplies>());

    private static Marshaller<T> ReadOnly<T>(Func<DeserializationContext, T> read) =>
        Marshallers.Create((_, _) => throw new NotSupportedException("Requests are only read here."), read);

    private static Marshaller<T> WriteOnly<T>() where T : class, IMessage => Marshallers.Create<T>(
        (message, context) =>
        {
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
            context.Complete();
        },
        _ => throw new NotSupportedException("Answers are only written here."));
}
