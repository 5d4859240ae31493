namespace Fleet.Sim.Trials;

/// <summary>Tells a server that stands still from one that is slow: with that one something moves at least once a second, on the average of a while.</summary>
internal sealed class Stagnation
{
    private long _moves;
    private TimeSpan _since;

    /// <summary>Too little has moved for too long.</summary>
    /// <param name="now">Since the start.</param>
    /// <param name="moves">All that has moved since the start.</param>
    /// <param name="quiet">How long that while is.</param>
    public bool IsSo(TimeSpan now, long moves, TimeSpan quiet)
    {
        if (moves - _moves < quiet.TotalSeconds)
            return now - _since > quiet;
        (_moves, _since) = (moves, now);
        return false;
    }
}
