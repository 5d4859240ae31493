using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;

namespace Fleet.Host.Grpc.Messages;

/// <summary>
/// The body of a gRPC request, handed on message by message. What a peer has begun to say costs memory until it is said, so that is
/// taken from a budget of the node; and of a message that is larger than its method takes nothing is kept.
/// </summary>
/// <remarks>
/// A message is a byte that says whether it is compressed, its length in four bytes, and so many bytes. gRPC's own bound would end the
/// stream, and with it the sessions of all of a relay's clients: here the method is given a stand-in, and refuses that by name.
/// </remarks>
/// <param name="body">The body as it comes in.</param>
/// <param name="bounds">Of the method.</param>
/// <param name="packing">What its messages are packed with that say that they are packed: the header <c>grpc-encoding</c>.</param>
/// <param name="node">The budget.</param>
/// <param name="reset">Ends the stream at once.</param>
internal sealed class WholeMessages(PipeReader body, MessageBounds bounds, string? packing, UnfinishedMessages node, Action reset) : PipeReader
{
    /// <summary>Bytes before each message.</summary>
    public const int HeaderSize = 5;

    private readonly CancellationTokenSource? _late = bounds.Question is { } question ? new CancellationTokenSource(question.Within) : null;
    private readonly MessageRoom _room = new(node);
    private long _skip;
    private bool _isStandIn;
    private bool _isHandedOver;
    private bool _inTime = bounds.Question is null;

    /// <summary>The stream is not read for now: the node has no room for more of its message. Safe to ask from any thread.</summary>
    public bool IsWaiting => _room.IsWaiting;

    /// <inheritdoc/>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Who asks for the next message has worked the last one through.
        if (_isHandedOver)
            _room.Free();
        _isHandedOver = false;
        while (true)
        {
            var read = await Read(cancellationToken);
            if (read.IsCanceled || read.Buffer.IsEmpty)
                return InTime(read);
            if (_skip > 0)
                Skip(read.Buffer);
            else if (TryReadLength(read.Buffer, out var length) && length > bounds.MaxBytes)
                return Refuse(read.Buffer, length);
            else if (read.IsCompleted || read.Buffer.Length >= HeaderSize + length)
                return await Whole(read, length, cancellationToken);
            else
                await Keep(read.Buffer, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_isStandIn)
            body.AdvanceTo(consumed, examined);
        _isStandIn = false;
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        result = default;
        return false;
    }

    /// <inheritdoc/>
    public override void CancelPendingRead() => body.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => body.Complete(exception);

    /// <summary>The request is over: nothing of it is kept any more.</summary>
    public void Release()
    {
        _room.Free();
        _late?.Dispose();
    }

    private async ValueTask<ReadResult> Read(CancellationToken cancel)
    {
        using var either = _inTime ? null : CancellationTokenSource.CreateLinkedTokenSource(cancel, _late!.Token);
        try
        {
            return await body.ReadAsync(either?.Token ?? cancel);
        }
        catch (OperationCanceledException) when (either is not null && _late!.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"The request has to be here within {bounds.Question!.Within.TotalSeconds} s."));
        }
        catch (Exception gone) when (gone is IOException || (gone is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Known here before the call's own token tells of it: gRPC would take it for an error of the method.
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller has hung up.", gone));
        }
    }

    private void Skip(in ReadOnlySequence<byte> buffer)
    {
        var part = Math.Min(_skip, buffer.Length);
        _skip -= part;
        body.AdvanceTo(buffer.GetPosition(part));
    }

    private ReadResult Refuse(in ReadOnlySequence<byte> buffer, long length)
    {
        if (bounds.Question is not null)
            throw MessageBounds.TooLarge(bounds.MaxBytes);
        _skip = length;
        body.AdvanceTo(buffer.GetPosition(HeaderSize));
        _room.Free();
        _isStandIn = true;
        return new ReadResult(bounds.StandIn, isCanceled: false, isCompleted: false);
    }

    private async ValueTask Keep(ReadOnlySequence<byte> buffer, CancellationToken cancel)
    {
        body.AdvanceTo(buffer.Start, buffer.End);
        if (await _room.HoldPart(buffer.Length, cancel))
            return;
        reset();
        throw new RpcException(new Status(StatusCode.ResourceExhausted, "This node has no room for the rest of the message."));
    }

    private async ValueTask<ReadResult> Whole(ReadResult read, long length, CancellationToken cancel)
    {
        _isHandedOver = true;
        var isPacked = read.Buffer.FirstSpan[0] != 0;
        if (bounds.IsBatch)
            await _room.HoldBatch(isPacked ? Math.Min(bounds.MaxBytes, length * BoundedCompression.MostRatio) : length, cancel);
        else
            _room.Free();
        if (bounds.Question is { } question && read.Buffer.Length >= HeaderSize + length)
            ReadableQuestion.Check(bounds, question.Parser, read.Buffer.Slice(HeaderSize, length), isPacked ? packing ?? "" : null);
        return InTime(read);
    }

    private ReadResult InTime(in ReadResult read)
    {
        _inTime |= read.IsCompleted || bounds.Question is { IsOneMessage: false };
        return read;
    }

    /// <summary>False: the header has not come in full.</summary>
    private static bool TryReadLength(in ReadOnlySequence<byte> buffer, out long length)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        length = 0;
        if (buffer.Length < HeaderSize)
            return false;
        buffer.Slice(0, HeaderSize).CopyTo(header);
        if (header[0] > 1)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The bytes are no gRPC message."));
        length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return true;
    }
}
