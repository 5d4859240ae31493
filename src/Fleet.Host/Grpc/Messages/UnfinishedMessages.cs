using System.Diagnostics.Metrics;

namespace Fleet.Host.Grpc.Messages;

/// <summary>
/// The memory that this node spends on messages of which a part has come and the rest has not: whoever sends halves of messages on
/// many streams fills this, and nothing else. Metrics: <c>fleet_unfinished_message_bytes</c>, <c>fleet_unfinished_messages_refused_total</c>.
/// </summary>
internal sealed class UnfinishedMessages : IDisposable
{
    /// <summary>Bytes that all streams together may hold. Messages that arrive in one piece, as nearly all do, take nothing of it.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>The web server keeps what it has received in blocks of this size, so that half of the shortest message costs one.</summary>
    private const long Block = 4096;

    private readonly Meter _meter = new("Fleet.Grpc");
    private readonly Counter<long> _refused;
    private long _taken;

    public UnfinishedMessages()
    {
        _refused = _meter.CreateCounter<long>(
            "fleet_unfinished_messages_refused_total", description: "gRPC streams that were reset because the node had no room for the rest of a message.");
        _meter.CreateObservableGauge("fleet_unfinished_message_bytes", () => Volatile.Read(ref _taken), "By", "Memory taken by gRPC messages that have come in part.");
    }

    /// <summary>Takes room for so many bytes, in place of the room that a stream has; false: there is none, and the stream keeps what it has.</summary>
    /// <param name="held">What the stream has; changed to what it has then.</param>
    /// <param name="bytes">What it needs.</param>
    public bool TryHold(ref long held, long bytes)
    {
        var needed = (bytes + Block - 1) / Block * Block;
        if (needed > held && Interlocked.Add(ref _taken, needed - held) > MaxBytes)
        {
            Interlocked.Add(ref _taken, held - needed);
            _refused.Add(1);
            return false;
        }

        if (needed < held)
            Interlocked.Add(ref _taken, needed - held);
        held = needed;
        return true;
    }

    public void Dispose() => _meter.Dispose();
}
