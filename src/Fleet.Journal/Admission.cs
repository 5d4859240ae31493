using Fleet.Core.Clients;

namespace Fleet.Journal;

/// <summary>A bound for the node, and a closed door while the store takes nothing.</summary>
/// <remarks>
/// A refusal has to come before Persist: rejections and acknowledgements leave a journal in the order of the requests, so a
/// rejection would wait after all that is in flight. Safe to use from any thread.
/// </remarks>
public sealed class Admission : IAdmission
{
    private readonly Refusal _busy;
    private Refusal? _failing;
    private bool _held;
    private int _taken;
    private long _turnedAway;

    /// <summary>A bound.</summary>
    /// <param name="places">Commands that may have rows in flight at a time.</param>
    /// <param name="busyRetryAfter">When to try again, for a client that is refused because the queue is full.</param>
    public Admission(int places, TimeSpan busyRetryAfter)
    {
        Places = places;
        _busy = new Refusal(RefusalCode.Busy, "The server has as many reports in flight as it takes at a time.", RetryAfter: busyRetryAfter);
    }

    /// <summary>Commands that may have rows in flight at a time.</summary>
    public int Places { get; }

    /// <inheritdoc/>
    public Refusal? Failing => Volatile.Read(ref _failing);

    /// <summary>Whoever can wait should do so.</summary>
    public bool IsShut => Failing is not null || Volatile.Read(ref _held);

    /// <summary>Is called, on any thread, when it may be open again.</summary>
    public Action? Opened { get; set; }

    /// <summary>Places taken.</summary>
    public int InFlight => Volatile.Read(ref _taken);

    /// <summary>Commands that found no place so far.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <inheritdoc/>
    public Refusal? Enter()
    {
        if (Failing is { } failing)
            return failing;
        if (Interlocked.Increment(ref _taken) <= Places)
            return null;
        Exit();
        Interlocked.Increment(ref _turnedAway);
        return _busy;
    }

    /// <summary>Asks those who can wait to wait, for another reason than the journal's. Who comes all the same is let in.</summary>
    public void Hold() => Volatile.Write(ref _held, true);

    /// <summary>The end of <see cref="Hold"/>.</summary>
    public void Release()
    {
        Volatile.Write(ref _held, false);
        Opened?.Invoke();
    }

    /// <inheritdoc/>
    public void Exit() => Interlocked.Decrement(ref _taken);

    /// <summary>The store takes nothing: why, and when it is tried again.</summary>
    internal void Fail(string reason, TimeSpan retryAfter) =>
        Volatile.Write(ref _failing, new Refusal(RefusalCode.Unavailable, $"The journal cannot take reports now: {reason}", RetryAfter: retryAfter));

    /// <summary>The store takes writes again.</summary>
    internal void Recover()
    {
        Volatile.Write(ref _failing, null);
        Opened?.Invoke();
    }
}
