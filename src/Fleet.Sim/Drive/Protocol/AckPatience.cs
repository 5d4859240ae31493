namespace Fleet.Sim.Drive.Protocol;

/// <summary>How long a client waits for what.</summary>
internal static class AckPatience
{
    /// <summary>From hello to welcome, and from goodbye to the end of the stream.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);

    /// <summary>Longest pause between two attempts to connect.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause after an answer that did not come.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ShortestAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client waits for the next answer before it gives the session up: well within the time after which the
    /// server would give up a silent client.
    /// </summary>
    public static TimeSpan ForAnswer(TimeSpan timeout) => TimeSpan.FromTicks(Math.Clamp(timeout.Ticks / 3, ShortestAnswer.Ticks, LongestAnswer.Ticks));

    /// <summary>Grows twofold from attempt to attempt; half of it is chance, so that a fleet does not come back as one.</summary>
    /// <param name="attempt">Attempts that failed in a row, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Backoff(int attempt, double chance)
    {
        var longest = Math.Min(LongestBackoff.Ticks, ShortestBackoff.Ticks << Math.Min(attempt - 1, 16));
        return TimeSpan.FromTicks((long)(longest * (0.5 + chance / 2)));
    }

    /// <summary>
    /// What a client waits that got no answer at all: the server is there and has more to do than it can. Asking it again soon
    /// would be part of that.
    /// </summary>
    /// <param name="attempt">Attempts that failed in a row, from 1.</param>
    public static TimeSpan AfterSilence(int attempt) =>
        TimeSpan.FromTicks(Math.Min(LongestSilence.Ticks, TimeSpan.TicksPerSecond << Math.Min(attempt - 1, 16)));

    /// <summary>Not before the server asked, and up to half as long again by chance.</summary>
    /// <param name="asked">What the server asked for.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan After(TimeSpan asked, double chance)
    {
        var least = Math.Max(asked.Ticks, TimeSpan.TicksPerMillisecond);
        return TimeSpan.FromTicks(least + (long)(least * chance / 2));
    }
}
