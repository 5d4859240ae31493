using Akka.Configuration;
using Fleet.Journal.Hocon;

namespace Fleet.Journal.Stores;

/// <summary>Keeps a host from going on with a journal whose time is far ahead: every row would be recorded at that moment until the clock has caught up.</summary>
internal static class ClockBound
{
    /// <summary>The journal's section, in which the bound stands.</summary>
    public const string Section = "akka.persistence.journal.fleet";

    /// <summary>How far ahead the last row may be.</summary>
    /// <exception cref="ConfigurationException">The key is missing or has a value that it does not take.</exception>
    public static TimeSpan Read(Config section) => section.RequiredTime("clock.most-ahead");

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
