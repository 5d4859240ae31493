using System.Buffers.Binary;
using Google.Protobuf;

namespace Fleet.Sim.Drive.Wire;

/// <summary>
/// Messages of gRPC on an HTTP/2 stream: a byte that says whether the message is compressed (never here), its length in
/// four bytes, big-endian, and the message.
/// </summary>
internal static class Frames
{
    public const int HeaderLength = 5;

    /// <summary>Far above any message of a session.</summary>
    public const int LongestMessage = 1 << 20;

    public static int LengthOf(IMessage message) => HeaderLength + message.CalculateSize();

    public static void Write(IMessage message, Span<byte> frame)
    {
        frame[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], frame.Length - HeaderLength);
        message.WriteTo(frame[HeaderLength..]);
    }

    /// <summary>Splits the first message off; false if it has not arrived whole.</summary>
    /// <exception cref="InvalidDataException">Not a frame that was asked for.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (bytes.Length < HeaderLength)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        if (bytes[0] != 0)
            throw new InvalidDataException("The server sent a compressed message, which nobody asked for.");
        if (length > LongestMessage)
            throw new InvalidDataException($"The server sent a message of {length} bytes.");
        if (bytes.Length - HeaderLength < length)
            return false;
        message = bytes.Slice(HeaderLength, (int)length);
        bytes = bytes[(HeaderLength + (int)length)..];
        return true;
    }
}
