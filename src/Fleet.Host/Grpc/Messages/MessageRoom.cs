namespace Fleet.Host.Grpc.Messages;

/// <summary>The room that one stream takes of its node's for the message that it reads. Used by one at a time.</summary>
/// <param name="node">The budget.</param>
internal sealed class MessageRoom(UnfinishedMessages node)
{
    /// <summary>The web server keeps what it has received in blocks of this size, so that half of the shortest message costs one.</summary>
    private const long Block = 4096;

    private long _held;
    private bool _isBatch;
    private volatile bool _isWaiting;

    /// <summary>The stream is not read for now, for want of room. Safe to ask from any thread.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>So much of a message has come.</summary>
    /// <returns>False: there is no room for it.</returns>
    public ValueTask<bool> HoldPart(long bytes, CancellationToken cancel) => Hold(bytes, isBatch: false, cancel);

    /// <summary>A batch has come, and takes so much until <see cref="Free"/>.</summary>
    public async ValueTask HoldBatch(long bytes, CancellationToken cancel)
    {
        await Hold(bytes, isBatch: true, cancel);
        _isBatch = true;
    }

    /// <summary>Nothing is kept any more.</summary>
    public void Free()
    {
        if (_held > 0)
            node.Free(this, _held, _isBatch);
        (_held, _isBatch) = (0, false);
    }

    private async ValueTask<bool> Hold(long bytes, bool isBatch, CancellationToken cancel)
    {
        var more = Math.Max(0, ((bytes + Block - 1) / Block * Block) - _held);
        if (more == 0 && !isBatch)
            return true;
        _isWaiting = true;
        try
        {
            if (!await node.Take(this, _held, more, isBatch, cancel))
                return false;
            _held += more;
            return true;
        }
        finally
        {
            _isWaiting = false;
        }
    }
}
