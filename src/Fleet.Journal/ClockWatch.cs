using Akka.Event;

namespace Fleet.Journal;

/// <summary>Tells, as long as it is so, that rows are recorded ahead of the clock: recorded time stands still then.</summary>
internal sealed class ClockWatch(JournalSettings settings, JournalMetrics metrics, TimeProvider time, ILoggingAdapter log)
{
    /// <summary>Clocks are set back by less than that in good order.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private long? _told;

    /// <param name="recordedAt">Of the last row.</param>
    /// <param name="clock">What the store's clock said then.</param>
    public void Compare(DateTimeOffset recordedAt, DateTimeOffset clock)
    {
        var ahead = recordedAt - clock;
        metrics.ClockAhead(ahead);
        if (ahead <= Tolerated || (_told is { } told && time.GetElapsedTime(told) < Again))
            return;
        _told = time.GetTimestamp();
        log.Log(
            ahead > settings.MostAhead ? LogLevel.ErrorLevel : LogLevel.WarningLevel, null,
            "Rows are recorded {0:0} s ahead of the clock, all at {1:o}: recorded time stands still until the clock has caught up.", ahead.TotalSeconds, recordedAt);
    }
}
