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

    /// <summary>How long a stream waits for halves of messages of others, if none of them comes in full.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Meter _meter = new("Fleet.Grpc");
    private readonly Counter<long> _refused;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private MessageRoom? _beyond;
    private TaskCompletionSource? _freed;
    private long _taken;
    private long _ofBatches;
    private int _waiting;

    public UnfinishedMessages(TimeProvider time)
    {
        _time = time;
        _refused = _meter.CreateCounter<long>(
            "fleet_unfinished_messages_refused_total", description: "gRPC streams that were reset because the node had no room for the rest of a message.");
        _meter.CreateObservableGauge(
            "fleet_unfinished_message_bytes", () => Volatile.Read(ref _taken), "By", "Memory taken by gRPC messages that have come in part, and by batches of relays that are not worked through.");
        _meter.CreateObservableGauge(
            "fleet_unfinished_messages_waiting", () => Volatile.Read(ref _waiting), description: "gRPC streams that are not read for now because the node has no room for the rest of a message.");
    }

    /// <summary>
    /// Takes more room. Where there is none it waits for batches that have come: they leave theirs as they are worked through. Where there
    /// are no such batches halves of messages have it all, and none of them would ever end: then one of them is let in beyond the bound
    /// until it has come in full, and so is one batch. The others wait for it, for a while.
    /// </summary>
    /// <param name="room">Whose message.</param>
    /// <param name="held">Bytes that the message has already.</param>
    /// <param name="more">Bytes that it needs besides.</param>
    /// <param name="isBatch">A batch has come, which always gets its room; else there is more of the message to come.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    /// <returns>False: there is no room; nothing was taken.</returns>
    public async ValueTask<bool> Take(MessageRoom room, long held, long more, bool isBatch, CancellationToken cancel)
    {
        if (TryTake(room, held, more, isBatch, out var freed))
            return true;
        Interlocked.Increment(ref _waiting);
        try
        {
            do
            {
                if (!await Freed(freed, cancel))
                    return false;
            }
            while (!TryTake(room, held, more, isBatch, out freed));
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives room back.</summary>
    /// <param name="room">Whose message.</param>
    /// <param name="bytes">Bytes.</param>
    /// <param name="isBatch">They were those of a batch that had come.</param>
    public void Free(MessageRoom room, long bytes, bool isBatch)
    {
        TaskCompletionSource? freed;
        lock (_lock)
        {
            _taken -= bytes;
            _ofBatches -= isBatch ? bytes : 0;
            _beyond = _beyond == room ? null : _beyond;
            (freed, _freed) = (_freed, null);
        }

        freed?.SetResult();
    }

    public void Dispose() => _meter.Dispose();

    /// <param name="room">Whose message.</param>
    /// <param name="held">Bytes that the message has already.</param>
    /// <param name="more">Bytes that it needs besides.</param>
    /// <param name="isBatch">A batch has come.</param>
    /// <param name="freed">Ends when somebody has given room back.</param>
    private bool TryTake(MessageRoom room, long held, long more, bool isBatch, out Task freed)
    {
        lock (_lock)
        {
            freed = Task.CompletedTask;
            var fits = _taken + more <= MaxBytes;
            if (!fits && (_ofBatches > 0 || !(isBatch || _beyond is null || _beyond == room)))
            {
                freed = (_freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }

            _taken += more;
            _ofBatches += isBatch ? held + more : 0;
            _beyond = fits || isBatch ? _beyond : room;
            return true;
        }
    }

    /// <summary>Waits until somebody has given room back.</summary>
    /// <returns>False: halves of messages have it all, and none has come in full for a while.</returns>
    private async ValueTask<bool> Freed(Task freed, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await freed.WaitAsync(Patience, _time, cancel);
                return true;
            }
            catch (TimeoutException)
            {
                lock (_lock)
                {
                    if (_ofBatches > 0)
                        continue;
                }

                _refused.Add(1);
                return false;
            }
        }
    }
}
