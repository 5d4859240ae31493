using System.IO.Compression;

namespace Fleet.Sim.Recording;

/// <summary>A recording in a file whose name ends in <c>.gz</c>, unpacked while it is read. What cannot be unpacked is a fault of the recording, and has its place there.</summary>
internal sealed class PackedStream(Stream file) : Stream
{
    private readonly GZipStream _unpacked = new(file, CompressionMode.Decompress);

    /// <summary>Whether a file is packed, by its name.</summary>
    public static bool Is(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="FormatException">It is no gzip, or damaged, or cut off: what a reader of recordings tells with file and line.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _unpacked.Read(buffer, offset, count);
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"it cannot be unpacked here: no gzip, damaged, or cut off ({e.Message.TrimEnd('.')})", e);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
