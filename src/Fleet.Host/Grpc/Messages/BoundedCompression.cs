using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Fleet.Host.Grpc.Messages;

/// <summary>gzip for the messages of a method: a small message that unpacks to a large one is cut where it is too large to be taken.</summary>
/// <param name="maxBytes">Bytes that a message may have.</param>
internal sealed class BoundedCompression(int maxBytes) : ICompressionProvider
{
    /// <summary>What the header <c>grpc-encoding</c> calls it.</summary>
    public const string Name = "gzip";

    /// <summary>So many bytes are made of one at the most: what the format allows.</summary>
    public const int MostRatio = 1032;

    public string EncodingName => Name;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Unpacked(new GZipStream(stream, CompressionMode.Decompress), maxBytes + 1);

    /// <summary>The first bytes of a stream.</summary>
    private sealed class Unpacked(Stream whole, int left) : Stream
    {
        private int _left = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = whole.Read(buffer[..Math.Min(buffer.Length, _left)]);
                _left -= read;
                return read;
            }
            catch (InvalidDataException)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, "The message is not packed as grpc-encoding says."));
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
                whole.Dispose();
            base.Dispose(disposing);
        }
    }
}
