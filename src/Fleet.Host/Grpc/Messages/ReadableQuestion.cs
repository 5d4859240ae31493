using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace Fleet.Host.Grpc.Messages;

/// <summary>Reads a question before its method does, which would fail on rubbish with a stack trace in the log and a status that says nothing.</summary>
internal static class ReadableQuestion
{
    /// <param name="bounds">Of the method.</param>
    /// <param name="parser">Reads a message of the method.</param>
    /// <param name="message">Without its header.</param>
    /// <param name="packing">What it is packed with; null: nothing.</param>
    /// <exception cref="RpcException">It is none of the method's messages, or too large when it is unpacked.</exception>
    public static void Check(MessageBounds bounds, MessageParser parser, in ReadOnlySequence<byte> message, string? packing)
    {
        try
        {
            if (packing is null)
                parser.ParseFrom(message);
            else if (packing == BoundedCompression.Name)
                parser.ParseFrom(Unpacked(bounds.MaxBytes, message));
            // Any other packing is refused by gRPC, which names those that there are.
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The bytes are no message of this method."));
        }
    }

    private static byte[] Unpacked(int maxBytes, in ReadOnlySequence<byte> message)
    {
        using var packed = new MemoryStream(message.ToArray());
        using var stream = new BoundedCompression(maxBytes).CreateDecompressionStream(packed);
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.Length <= maxBytes ? unpacked.ToArray() : throw MessageBounds.TooLarge(maxBytes);
    }
}
