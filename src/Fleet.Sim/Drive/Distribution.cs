using System.Buffers.Binary;
using System.IO.Compression;
using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace Fleet.Sim.Drive;

/// <summary>Durations of one kind as they were measured: percentiles for a reader, and the histogram that can be added to others, as percentiles cannot.</summary>
/// <param name="Percentiles">In milliseconds.</param>
/// <param name="Histogram">Microseconds, as HdrHistogram encodes them (V2, not compressed); empty: nothing was measured.</param>
public sealed record Distribution(Percentiles Percentiles, ReadOnlyMemory<byte> Histogram)
{
    /// <summary>What the format's compressed form begins with.</summary>
    private const int CompressedV2 = 0x1c849304;

    /// <summary>Nothing was measured.</summary>
    public static Distribution None { get; } = new(Percentiles.None, default);

    internal static Distribution Of(HistogramBase microseconds) =>
        microseconds.TotalCount == 0 ? None : new(Percentiles.Of(microseconds), Encode(microseconds));

    /// <summary>Of a histogram as <see cref="Histogram"/> has it.</summary>
    internal static Distribution Read(ReadOnlyMemory<byte> histogram) => histogram.IsEmpty ? None : Of(new Distribution(Percentiles.None, histogram).Decode());

    /// <summary>Both together.</summary>
    public Distribution Plus(Distribution other)
    {
        if (Histogram.IsEmpty || other.Histogram.IsEmpty)
            return Histogram.IsEmpty ? other : this;
        var sum = Decode();
        sum.Add(other.Decode());
        return Of(sum);
    }

    /// <summary>
    /// HdrHistogram's V2, compressed, in base64: what the libraries of that name read in any language. The one that is used here leaves the checksum of
    /// the compression out, which others insist on.
    /// </summary>
    public string ToBase64()
    {
        using var bytes = new MemoryStream();
        bytes.SetLength(2 * sizeof(int));
        bytes.Position = bytes.Length;
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Histogram.IsEmpty ? Encode(Durations.Fine()) : Histogram.Span);
        var encoded = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        BinaryPrimitives.WriteInt32BigEndian(encoded, CompressedV2);
        BinaryPrimitives.WriteInt32BigEndian(encoded[sizeof(int)..], encoded.Length - (2 * sizeof(int)));
        return Convert.ToBase64String(encoded);
    }

    /// <summary>The histogram itself, in microseconds.</summary>
    internal HistogramBase Decode() =>
        Histogram.IsEmpty ? Durations.Fine() : HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(Histogram.ToArray()), Durations.Longest, decompressor: null);

    private static byte[] Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var bytes = new byte[histogram.Encode(buffer, HistogramEncoderV2.Instance)];
        buffer.Position = 0;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = buffer.Get();
        return bytes;
    }
}
