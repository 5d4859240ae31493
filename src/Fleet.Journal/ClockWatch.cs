using Akka.Event;

namespace Fleet.Journal;

/// <summary>
/// Tells, as long as it is so, that rows are recorded ahead of the store's clock, so that recorded time stands still; and that this host's clock,
/// by which it judges the age of patterns and the times that clients tell, is not the store's.
/// </summary>
internal sealed class ClockWatch(JournalSettings settings, JournalMetrics metrics, TimeProvider time, ILoggingAdapter log)
{
    /// <summary>Clocks are set back by less than that in good order.</summary>
    private static readonly TimeSpan TimeStandsStill = TimeSpan.FromSeconds(1);

    /// <summary>Clocks that are kept differ by less; from here on it can be seen in the times of states.</summary>
    private static readonly TimeSpan Skewed = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private long? _toldAhead;
    private long? _toldSkew;

    /// <param name="recordedAt">Of the last row.</param>
    /// <param name="clock">What the store's clock said when it was written.</param>
    /// <param name="asked">This host's clock before.</param>
    public void Compare(DateTimeOffset recordedAt, DateTimeOffset clock, DateTimeOffset asked)
    {
        var ahead = recordedAt - clock;
        metrics.ClockAhead(ahead);
        if (ahead > TimeStandsStill && IsDue(ref _toldAhead))
        {
            log.Log(
                LevelOf(ahead), null, "Rows are recorded {0:0} s ahead of the clock, all at {1:o}: recorded time stands still until the clock has caught up.",
                ahead.TotalSeconds, recordedAt);
        }

        var skew = Skew(clock, asked, time.GetUtcNow());
        metrics.ClockSkew(skew);
        if (skew.Duration() > Skewed && IsDue(ref _toldSkew))
        {
            log.Log(
                LevelOf(skew.Duration()), null, "This host's clock is {0:0} s {1} the journal's: times of states and the age of patterns are judged wrongly here. Set it right.",
                skew.Duration().TotalSeconds, skew > TimeSpan.Zero ? "ahead of" : "behind");
        }
    }

    /// <summary>The store read its clock between two readings of the host's: only what lies outside them is a difference.</summary>
    private static TimeSpan Skew(DateTimeOffset clock, DateTimeOffset asked, DateTimeOffset answered) =>
        clock < asked ? asked - clock : clock > answered ? answered - clock : TimeSpan.Zero;

    private LogLevel LevelOf(TimeSpan by) => by > settings.MostAhead ? LogLevel.ErrorLevel : LogLevel.WarningLevel;

    private bool IsDue(ref long? told)
    {
        if (told is { } last && time.GetElapsedTime(last) < Again)
            return false;
        told = time.GetTimestamp();
        return true;
    }
}
