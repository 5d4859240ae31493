namespace Fleet.Core.Retrying;

/// <summary>
/// Pauses between attempts that fail in a row: they grow twofold up to a bound, and half of each is chance, so that many who failed
/// together do not come back as one. Whoever uses it counts the failures, and begins at 1 again once an attempt succeeded.
/// </summary>
/// <param name="Shortest">The pause after the first failure, at most.</param>
/// <param name="Longest">The pause after any failure, at most.</param>
public readonly record struct Backoff(TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="failures">Attempts that failed in a row, from 1; however many.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan After(int failures, double chance)
    {
        var longest = Math.Min(Shortest.Ticks, Longest.Ticks);
        for (var more = failures - 1; more > 0 && longest > 0 && longest < Longest.Ticks; more--)
            longest += Math.Min(longest, Longest.Ticks - longest);
        var half = longest / 2;
        return TimeSpan.FromTicks(longest - half + Math.Min(half, (long)(half * chance)));
    }
}
