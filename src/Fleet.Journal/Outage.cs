using Fleet.Core.Retrying;

namespace Fleet.Journal;

/// <summary>A time in which the store takes nothing: how long it lasts, and when to try again.</summary>
/// <param name="settings">How long to wait, and for how long.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="since">Its timestamp when the transaction began that was the first to fail.</param>
internal sealed class Outage(JournalSettings settings, TimeProvider time, long since)
{
    private readonly Backoff _pauses = new(settings.MinBackoff, settings.MaxBackoff);
    private int _failures = 1;

    /// <summary>The writes in hand have waited long enough.</summary>
    public bool IsHopeless => time.GetElapsedTime(since) >= settings.GiveUpAfter;

    /// <summary>What the last attempt failed of.</summary>
    public required Exception Cause { get; set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Pause { get; private set; } = settings.MinBackoff;

    /// <summary>Waits on the caller's thread, and longer the next time.</summary>
    public void Wait()
    {
        Task.Delay(Pause, time).GetAwaiter().GetResult();
        Pause = _pauses.After(++_failures, Random.Shared.NextDouble());
    }
}
