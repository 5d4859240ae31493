namespace Fleet.Journal.Reading;

/// <summary>Moments of the server's clock, found in the journal.</summary>
public static class JournalClock
{
    /// <summary>Who asks for now has read his clock a moment ago, or one that differs a little.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(5);

    /// <summary>The last row of a moment; null if the journal began later.</summary>
    /// <remarks>
    /// A clock that was ahead for a while has left rows of a time to come, and those after them have that time, too, as recorded time never
    /// decreases. Who asks for now gets them all: the end of the journal is what is known now.
    /// </remarks>
    /// <param name="journal">The journal.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="now">The server's clock.</param>
    public static JournalMark? At(this IJournalSource journal, DateTimeOffset moment, DateTimeOffset now) =>
        moment >= now - Recently && journal.End() is { } end && end.RecordedAt > now ? end : journal.At(moment);
}
