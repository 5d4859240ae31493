using System.Buffers.Binary;
using System.IO.Compression;
using Fleet.Sim.Drive;
using HdrHistogram;
using HdrHistogram.Utilities;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>What is written of durations is read here by HdrHistogram's own decoder, as another program would.</summary>
public sealed class DistributionTests
{
    private static readonly Distribution Slow = Measured(Enumerable.Range(1, 1000).Select(i => i * 1_000L));
    private static readonly Distribution Quick = Measured(Enumerable.Range(1, 3000).Select(i => i * 7L));

    [Fact]
    public void Can_be_read_by_another_program()
    {
        var read = Read(Slow);
        Assert.Equal(1000, read.TotalCount);
        Assert.Equal(Slow.Percentiles.P99, read.GetValueAtPercentile(99) / 1000.0);
        Assert.Equal(Slow.Percentiles.Max, read.GetMaxValue() / 1000.0);
    }

    [Fact]
    public void Of_two_runs_can_be_added_by_another_program_and_by_this_one()
    {
        var sum = Read(Slow);
        sum.Add(Read(Quick));
        var both = Slow.Plus(Quick);
        Assert.Equal(4000, sum.TotalCount);
        Assert.Equal(sum.TotalCount, Read(both).TotalCount);
        Assert.Equal(sum.GetValueAtPercentile(90) / 1000.0, both.Percentiles.P90);
        Assert.Equal(sum.GetValueAtPercentile(99.9) / 1000.0, both.Percentiles.P999);
    }

    [Fact]
    public void Nothing_is_an_empty_histogram_and_adds_nothing()
    {
        Assert.Equal(0, Read(Distribution.None).TotalCount);
        Assert.Same(Slow, Slow.Plus(Distribution.None));
        Assert.Same(Slow, Distribution.None.Plus(Slow));
        Assert.Equal(Distribution.None, Measured([]));
    }

    [Fact]
    public void Is_compressed_as_readers_that_check_it_want_it()
    {
        var bytes = Convert.FromBase64String(Slow.ToBase64());
        Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)));
        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(bytes[8..]), CompressionMode.Decompress))
            zlib.CopyTo(plain);
        // RFC 1950: the last four bytes are Adler-32 over what was compressed.
        var (a, b) = (1u, 0u);
        foreach (var one in plain.ToArray())
            (a, b) = ((a + one) % 65521, (b + a + one) % 65521);
        Assert.Equal((b << 16) | a, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(bytes.Length - 4)));
    }

    private static Distribution Measured(IEnumerable<long> microseconds)
    {
        var durations = new Durations();
        foreach (var one in microseconds)
            durations.Record(TimeSpan.FromMicroseconds(one));
        return durations.Distribution;
    }

    private static HistogramBase Read(Distribution written) =>
        HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(Convert.FromBase64String(written.ToBase64())), 0);
}
