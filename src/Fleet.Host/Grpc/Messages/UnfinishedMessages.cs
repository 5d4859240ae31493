using System.Diagnostics.Metrics;

namespace Fleet.Host.Grpc.Messages;

/// <summary>
/// The memory that this node spends on messages of which a part has come and the rest has not, and on batches of relays that have come
/// and are not worked through: whoever sends halves of messages on many streams, or more than is worked on, fills this, and nothing else.
/// Metrics: <c>fleet_unfinished_message_bytes</c>, <c>fleet_unfinished_messages_waiting</c>, <c>fleet_unfinished_messages_refused_total</c>.
/// </summary>
internal sealed class UnfinishedMessages : IDisposable
{
    /// <summary>Bytes that all streams together may hold. Messages of clients that arrive in one piece, as nearly all do, take nothing of it.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private readonly Meter _meter = new("Fleet.Grpc");
    private readonly Counter<long> _refused;
    private readonly Lock _lock = new();
    private TaskCompletionSource? _freed;
    private long _taken;
    private long _ofBatches;
    private int _waiting;

    public UnfinishedMessages()
    {
        _refused = _meter.CreateCounter<long>(
            "fleet_unfinished_messages_refused_total", description: "gRPC streams that were reset because the node had no room for the rest of a message.");
        _meter.CreateObservableGauge(
            "fleet_unfinished_message_bytes", () => Volatile.Read(ref _taken), "By", "Memory taken by gRPC messages that have come in part, and by batches of relays that are not worked through.");
        _meter.CreateObservableGauge(
            "fleet_unfinished_messages_waiting", () => Volatile.Read(ref _waiting), description: "gRPC streams that are not read for now because the node has no room for the rest of a message.");
    }

    /// <summary>
    /// Takes more room. Where there is none it waits for batches that have come: they leave theirs as they are worked through. Where there
    /// are no such batches, nobody knows when there will be room: then one that has come is let in all the same, or halves of messages
    /// could keep all batches out.
    /// </summary>
    /// <param name="held">Bytes that the message has already.</param>
    /// <param name="more">Bytes that it needs besides.</param>
    /// <param name="isBatch">A batch has come; else there is more of the message to come.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    /// <returns>False: there is no room; nothing was taken.</returns>
    public async ValueTask<bool> Take(long held, long more, bool isBatch, CancellationToken cancel)
    {
        if (TryTake(held, more, isBatch, out var freed))
            return true;
        Interlocked.Increment(ref _waiting);
        try
        {
            while (freed is not null)
            {
                await freed.WaitAsync(cancel);
                if (TryTake(held, more, isBatch, out freed))
                    return true;
            }

            _refused.Add(1);
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives room back.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <param name="isBatch">They were those of a batch that had come.</param>
    public void Free(long bytes, bool isBatch)
    {
        TaskCompletionSource? freed;
        lock (_lock)
        {
            _taken -= bytes;
            _ofBatches -= isBatch ? bytes : 0;
            (freed, _freed) = (_freed, null);
        }

        freed?.SetResult();
    }

    public void Dispose() => _meter.Dispose();

    /// <param name="held">Bytes that the message has already.</param>
    /// <param name="more">Bytes that it needs besides.</param>
    /// <param name="isBatch">A batch has come.</param>
    /// <param name="freed">What to wait for where there is no room; null: there is nothing to wait for.</param>
    private bool TryTake(long held, long more, bool isBatch, out Task? freed)
    {
        lock (_lock)
        {
            freed = null;
            if (_taken + more <= MaxBytes || (isBatch && _ofBatches == 0))
            {
                _taken += more;
                _ofBatches += isBatch ? held + more : 0;
                return true;
            }

            if (_ofBatches > 0)
                freed = (_freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return false;
        }
    }
}
