using System.Collections.Concurrent;

namespace Fleet.Sim.Drive;

/// <summary>Lets others hear of acks as they come, one ack each: what it acknowledged should be seen from then on.</summary>
public sealed class AckTap
{
    private readonly ConcurrentQueue<TaskCompletionSource<SeenAck>> _waiting = new();

    /// <summary>The next ack that nobody else hears of.</summary>
    public Task<SeenAck> NextAsync()
    {
        var next = new TaskCompletionSource<SeenAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(next);
        return next.Task;
    }

    /// <summary>An ack came.</summary>
    /// <param name="offset">The report's offset in the journal; 0: it has none.</param>
    /// <param name="timestamp">When, by the run's clock.</param>
    public void Hear(long offset, long timestamp)
    {
        if (offset > 0 && _waiting.TryDequeue(out var next))
            next.SetResult(new SeenAck(offset, timestamp));
    }
}

/// <summary>An ack that came.</summary>
/// <param name="Offset">The report's offset in the journal.</param>
/// <param name="Timestamp">When, by the run's clock.</param>
public readonly record struct SeenAck(long Offset, long Timestamp);
