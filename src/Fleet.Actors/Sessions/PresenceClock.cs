namespace Fleet.Actors.Sessions;

/// <summary>
/// The clock by which a node judges its sessions: who was silent for too long, what has waited for too long. It runs with the monotonic
/// clock, so that nobody is judged because a clock was set; and no faster than this node reads what clients say.
/// </summary>
/// <remarks>
/// A beat goes through the same queues as the messages of clients do, and between two of them the clock goes on by a step at most. A process
/// that was stopped, or that is so busy that everything in it waits, finds its clients' heartbeats in its sockets afterwards:
/// by then this clock has gone on by that step alone. Safe to ask from any thread; beats come from one at a time.
/// </remarks>
/// <param name="time">Measures.</param>
public sealed class PresenceClock(TimeProvider time)
{
    /// <summary>From beat to beat.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>What a time between two beats counts for at most: a busy node is late with one now and then.</summary>
    internal static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    private volatile Counted _counted = new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>A moment to be compared with other moments of this clock only: it began with the server's clock, and goes its own way since.</summary>
    public DateTimeOffset Now => NowBy(_counted, time.GetTimestamp());

    /// <summary>What was waiting when the last beat was sent has been read.</summary>
    internal void Beat()
    {
        var timestamp = time.GetTimestamp();
        _counted = new Counted(NowBy(_counted, timestamp), timestamp);
    }

    private DateTimeOffset NowBy(Counted counted, long timestamp)
    {
        var passed = time.GetElapsedTime(counted.Timestamp, timestamp);
        return counted.Moment + (passed < LongestStep ? passed : LongestStep);
    }

    private sealed record Counted(DateTimeOffset Moment, long Timestamp);
}
