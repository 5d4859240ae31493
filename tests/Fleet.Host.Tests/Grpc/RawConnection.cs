using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Fleet.Testing;
using Google.Protobuf;

namespace Fleet.Host.Tests.Grpc;

/// <summary>A connection on which a test says what no library for HTTP/2 (RFC 9113) would: halves of frames, halves of messages.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8;
    private const byte EndOfStream = 1, Ack = 1, EndOfHeaders = 4;

    /// <summary>A frame does not wait for the acknowledgement of the one before it: that comes 40 ms late at each turn of a small window.</summary>
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _ends = new();
    private readonly ConcurrentDictionary<int, MemoryStream> _received = new();
    private readonly ConcurrentDictionary<int, long> _windows = new();
    private readonly SemaphoreSlim _moreRoom = new(0);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _nextStream = 1;

    /// <param name="server">Speaks HTTP/2 without TLS.</param>
    public static async Task<RawConnection> Open(Uri server)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(server.Host, server.Port);
        connection._windows[0] = 65_535;
        await connection._tcp.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.Frame(Settings, 0, 0, []);
        connection._reading = connection.Read();
        return connection;
    }

    /// <summary>What the server said of it when it closed the connection.</summary>
    public string? WhyOver { get; private set; }

    /// <summary>Done when the connection is over.</summary>
    public Task Over => _reading;

    /// <summary>Opens a stream for a gRPC method.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> Call(string method)
    {
        var stream = _nextStream;
        _nextStream += 2;
        _windows[stream] = 65_535;
        await Frame(Headers, EndOfHeaders, stream, HeadersOf(method));
        return stream;
    }

    /// <summary>A frame with a request's headers, and not the last of them.</summary>
    public async Task BeginHeaders(string method)
    {
        // Between it and the rest no other frame may come: not the answer to the server's settings.
        await _settled.Task.WaitAsync(Patience.Long);
        await Frame(Headers, 0, _nextStream, HeadersOf(method));
    }

    /// <summary>Sends bytes of a stream's body as the server's flow control allows; ends before the last one if the stream does.</summary>
    public async Task Send(int stream, ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        while (!bytes.IsEmpty && !End(stream).IsCompleted && !_reading.IsCompleted)
        {
            var room = (int)Math.Min(Math.Min(_windows[0], _windows[stream]), Math.Min(bytes.Length, 16_384));
            if (room <= 0)
            {
                await _moreRoom.WaitAsync(TimeSpan.FromMilliseconds(50), limit.Token);
                continue;
            }

            _windows.AddOrUpdate(0, 0, (_, window) => window - room);
            _windows.AddOrUpdate(stream, 0, (_, window) => window - room);
            await Frame(Data, 0, stream, bytes[..room].ToArray());
            bytes = bytes[room..];
        }
    }

    /// <summary>Done when the server has ended the stream: how.</summary>
    public Task<string> End(int stream) => EndOf(stream).Task;

    /// <summary>What the server has sent on the stream so far.</summary>
    public byte[] Received(int stream)
    {
        var received = _received.GetOrAdd(stream, _ => new MemoryStream());
        lock (received)
            return received.ToArray();
    }

    /// <summary>A header of a gRPC message that has so many bytes.</summary>
    public static byte[] MessageHeader(uint length)
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), length);
        return header;
    }

    /// <summary>A gRPC message.</summary>
    public static byte[] Message(IMessage message) => [.. MessageHeader((uint)message.CalculateSize()), .. message.ToByteArray()];

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await _reading;
        _writing.Dispose();
        _moreRoom.Dispose();
    }

    /// <summary>Literal fields without indexing (RFC 7541, 6.2.2), each name and value with its length before it.</summary>
    private static byte[] HeadersOf(string method)
    {
        (string Name, string Value)[] fields =
            [(":method", "POST"), (":scheme", "http"), (":path", method), (":authority", "fleet"), ("content-type", "application/grpc"), ("te", "trailers")];
        return [.. fields.SelectMany(field => (byte[])[0, (byte)field.Name.Length, .. Encoding.ASCII.GetBytes(field.Name), (byte)field.Value.Length, .. Encoding.ASCII.GetBytes(field.Value)])];
    }

    private static byte[] FrameOf(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    private async Task Frame(byte type, byte flags, int stream, byte[] payload)
    {
        await _writing.WaitAsync();
        try
        {
            await _tcp.GetStream().WriteAsync(FrameOf(type, flags, stream, payload));
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The server has closed the connection: that is told by its end.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task Read()
    {
        try
        {
            var header = new byte[9];
            while (true)
            {
                await _tcp.GetStream().ReadExactlyAsync(header);
                var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8];
                await _tcp.GetStream().ReadExactlyAsync(payload);
                if (!await Take(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload))
                    return;
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is over.
        }
    }

    private async Task<bool> Take(byte type, byte flags, int stream, byte[] payload)
    {
        switch (type)
        {
            case Settings or Ping when (flags & Ack) == 0:
                await Frame(type, Ack, 0, type == Ping ? payload : []);
                _settled.TrySetResult();
                break;
            case WindowUpdate:
                _windows.AddOrUpdate(stream, 65_535, (_, window) => window + BinaryPrimitives.ReadInt32BigEndian(payload));
                _moreRoom.Release();
                break;
            case Data:
                var received = _received.GetOrAdd(stream, _ => new MemoryStream());
                lock (received)
                    received.Write(payload);
                break;
            case GoAway:
                WhyOver = Encoding.ASCII.GetString(payload.AsSpan(8)) + $" (error {BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4))})";
                return false;
        }

        if (type == Reset)
            EndOf(stream).TrySetResult($"reset {BinaryPrimitives.ReadInt32BigEndian(payload)}");
        else if (type is Data or Headers && (flags & EndOfStream) != 0)
            EndOf(stream).TrySetResult("end");
        return true;
    }

    private TaskCompletionSource<string> EndOf(int stream) =>
        _ends.GetOrAdd(stream, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
