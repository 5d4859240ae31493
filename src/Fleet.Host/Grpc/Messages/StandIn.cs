using System.Buffers;
using System.Buffers.Binary;

namespace Fleet.Host.Grpc.Messages;

/// <summary>A gRPC message of zeros: what is read in place of one that is too large to be kept. However long it is, it is one block of memory.</summary>
internal sealed class StandIn : ReadOnlySequenceSegment<byte>
{
    private static readonly byte[] Zeros = new byte[16 * 1024];

    private StandIn(ReadOnlyMemory<byte> memory) => Memory = memory;

    /// <param name="length">Bytes of the message, without its header.</param>
    public static ReadOnlySequence<byte> Of(int length)
    {
        var header = new byte[WholeMessages.HeaderSize];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), length);
        var (first, last) = (new StandIn(header), (StandIn?)null);
        last = first;
        for (var rest = length; rest > 0; rest -= last.Memory.Length)
            last = last.Then(Zeros.AsMemory(0, Math.Min(rest, Zeros.Length)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private StandIn Then(ReadOnlyMemory<byte> memory)
    {
        var next = new StandIn(memory) { RunningIndex = RunningIndex + Memory.Length };
        Next = next;
        return next;
    }
}
