using System.Buffers;
using Fleet.Protocol.Wire;
using Fleet.V1;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace Fleet.Host.Grpc.Messages;

/// <summary>How large the messages of a gRPC method may be, how soon the first has to come, and who can tell whether one is readable.</summary>
/// <param name="MaxBytes">Bytes that a message may have.</param>
/// <param name="IsBatch">A message is many, and is in memory until all of them are worked on.</param>
/// <param name="Question">What a method that is asked something goes by; null: the method takes whatever comes, refuses it by name, and ends a stream that says nothing.</param>
internal sealed record MessageBounds(int MaxBytes, bool IsBatch, QuestionRules? Question)
{
    /// <summary>What is asked by gRPC takes a few hundred bytes; a filter of the feed with every group of a large fleet takes some thousands.</summary>
    public const int MaxQuestionBytes = 64 * 1024;

    private static readonly TimeSpan AskedWithin = TimeSpan.FromSeconds(10);

    private static readonly MessageBounds OfClients = new(ClientInputs.MaxBytes, IsBatch: false, Question: null);
    private static readonly MessageBounds OfRelays = new(RelayInputs.MaxBytes, IsBatch: true, Question: null);

    /// <summary>What is read in place of a message that is too large: one byte more than there may be.</summary>
    public ReadOnlySequence<byte> StandIn { get; } = Messages.StandIn.Of(MaxBytes + 1);

    /// <summary>Those of a method.</summary>
    public static MessageBounds Of(GrpcMethodMetadata method) => method.Method.ServiceName switch
    {
        var name when name == FleetClients.Descriptor.FullName => OfClients,
        var name when name == FleetRelay.Descriptor.FullName => OfRelays,
        _ => new MessageBounds(MaxQuestionBytes, IsBatch: false, new QuestionRules(AskedWithin, method.Method.Type is MethodType.Unary or MethodType.ServerStreaming, ParserOf(method.Method))),
    };

    /// <summary>Refuses a question that is too large.</summary>
    public static RpcException TooLarge(int maxBytes) => new(new Status(StatusCode.ResourceExhausted, $"A request takes at most {maxBytes} bytes."));

    /// <summary>A generated method is a <see cref="Method{TRequest, TResponse}"/> of generated messages.</summary>
    private static MessageParser ParserOf(IMethod method) => ((IMessage)Activator.CreateInstance(method.GetType().GenericTypeArguments[0])!).Descriptor.Parser;
}

/// <summary>What holds for a question.</summary>
/// <param name="Within">How long the first message may take, whatever comes of it meanwhile.</param>
/// <param name="IsOneMessage">There is no second one: the request has to end within that time, too.</param>
/// <param name="Parser">Reads a message.</param>
internal sealed record QuestionRules(TimeSpan Within, bool IsOneMessage, MessageParser Parser);
