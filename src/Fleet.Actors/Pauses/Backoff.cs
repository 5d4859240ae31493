namespace Fleet.Actors.Pauses;

/// <summary>
/// The pauses between attempts at the same thing: each about twice as long as the last one, none over a bound, half of each by chance, so
/// that those who failed together do not try again together, and short again after a success.
/// </summary>
/// <param name="first">About as long is the first pause.</param>
/// <param name="longest">No pause is longer.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private readonly TimeSpan _first = first;
    private TimeSpan _next = first;

    /// <summary>The next pause.</summary>
    /// <param name="chance">0 to 1, another number each time.</param>
    public TimeSpan Next(double chance)
    {
        var pause = _next;
        _next = pause * 2 < longest ? pause * 2 : longest;
        return pause * (0.5 + (chance / 2));
    }

    /// <summary>It has worked: the next pause is short again.</summary>
    public void Reset() => _next = _first;
}
