namespace Fleet.Actors.Journal;

/// <summary>A time in which the store takes nothing: how long it lasts, and when to try again.</summary>
internal sealed class Outage(JournalSettings settings, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private TimeSpan _backoff = settings.MinBackoff;

    /// <summary>The writes in hand have waited long enough.</summary>
    public bool IsHopeless => time.GetElapsedTime(_since) >= settings.GiveUpAfter;

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Backoff => _backoff;

    /// <summary>Waits on the caller's thread, and longer the next time.</summary>
    public void Wait()
    {
        Task.Delay(_backoff, time).GetAwaiter().GetResult();
        _backoff = _backoff * 2 < settings.MaxBackoff ? _backoff * 2 : settings.MaxBackoff;
    }
}
