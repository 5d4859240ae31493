using Fleet.Actors.Journal.Stores;

namespace Fleet.Actors.Journal;

/// <summary>Keeps a host from going on with a journal whose time is far ahead: every row would be recorded at that moment until the clock has caught up.</summary>
internal static class ClockBound
{
    /// <param name="ahead">How far the last row is recorded ahead of the clock.</param>
    /// <param name="most">How far it may be.</param>
    /// <param name="where">Names the journal.</param>
    /// <exception cref="StoreUnavailableException">It is further ahead.</exception>
    public static void Check(TimeSpan ahead, TimeSpan most, string where)
    {
        if (ahead > most)
        {
            throw new StoreUnavailableException(
                $"The last row of the journal {where} is recorded {ahead.TotalMinutes:0} minutes ahead of the clock, and may be {most.TotalMinutes:0.#}: "
                + "if the clock is right now, see \"A clock that was ahead\" in docs/operations.md.");
        }
    }
}
