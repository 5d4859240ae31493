using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Tasks.Sources;
using Google.Protobuf;

namespace Fleet.Sim.Drive.Wire;

/// <summary>
/// The sending half of a call: a request body that goes on for as long as the session does. Messages are gathered while
/// one write is under way and leave together with the next; one state machine and no task waits while there is nothing to send.
/// </summary>
internal sealed class Outbox : HttpContent, IValueTaskSource
{
    private const int FirstBuffer = 256;

    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");

    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private byte[]? _gathered;
    private int _length;
    private bool _complete;
    private bool _waits;

    public Outbox() => Headers.ContentType = Grpc;

    /// <summary>Gathers a message; it is dropped if the half is closed.</summary>
    public void Send(IMessage message)
    {
        var length = Frames.LengthOf(message);
        lock (_gate)
        {
            if (_complete)
                return;
            Frames.Write(message, Reserve(length));
            Signal();
        }
    }

    /// <summary>Closes this half after what was gathered.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            Signal();
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // A server that ends a call before it has read the request cancels this half; who waits for it waits no longer.
        await using var ended = cancellationToken.UnsafeRegister(static outbox => ((Outbox)outbox!).Complete(), this);
        while (true)
        {
            await SomethingAsync();
            var (bytes, length, last) = Take();
            if (bytes is not null)
            {
                await stream.WriteAsync(bytes.AsMemory(0, length), cancellationToken);
                ArrayPool<byte>.Shared.Return(bytes);
                await stream.FlushAsync(cancellationToken);
            }

            if (last)
                return;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    private ValueTask SomethingAsync()
    {
        lock (_gate)
        {
            if (_length > 0 || _complete)
                return ValueTask.CompletedTask;
            _signal.Reset();
            _waits = true;
            return new ValueTask(this, _signal.Version);
        }
    }

    private (byte[]? Bytes, int Length, bool Last) Take()
    {
        lock (_gate)
        {
            var taken = (_gathered, _length, _complete);
            _gathered = null;
            _length = 0;
            return taken;
        }
    }

    private Span<byte> Reserve(int length)
    {
        if (_gathered is null)
        {
            _gathered = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, length));
        }
        else if (_gathered.Length - _length < length)
        {
            var wider = ArrayPool<byte>.Shared.Rent((_length + length) * 2);
            _gathered.AsSpan(0, _length).CopyTo(wider);
            ArrayPool<byte>.Shared.Return(_gathered);
            _gathered = wider;
        }

        _length += length;
        return _gathered.AsSpan(_length - length, length);
    }

    private void Signal()
    {
        if (!_waits)
            return;
        _waits = false;
        _signal.SetResult(true);
    }
}
