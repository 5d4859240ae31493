using Akka.Configuration;
using Fleet.Journal.Hocon;
using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;

namespace Fleet.Journal;

/// <summary>The journal's configuration, <c>akka.persistence.journal.fleet</c>; each key is explained in hocon/journal.conf.</summary>
/// <param name="MaxInFlight">Commands that may have rows on their way, on this node.</param>
/// <param name="BusyRetryAfter">When to try again, for a client that is refused because the queue is full.</param>
/// <param name="QueueCapacity">Writes that may wait for the writer.</param>
/// <param name="MinBackoff">First wait before a failed transaction is tried again.</param>
/// <param name="MaxBackoff">Longest such wait.</param>
/// <param name="GiveUpAfter">How long a write waits for a failing store before it fails.</param>
/// <param name="MostAhead">How far the last row may be recorded ahead of the clock when a host starts.</param>
/// <param name="CommitDelay">A fault for tests: how long every transaction waits before it begins.</param>
/// <param name="Store">Where rows are kept: the section <c>sqlite</c> or <c>postgres</c>, whichever is there.</param>
public sealed record JournalSettings(
    int MaxInFlight, TimeSpan BusyRetryAfter, int QueueCapacity, TimeSpan MinBackoff, TimeSpan MaxBackoff, TimeSpan GiveUpAfter, TimeSpan MostAhead, TimeSpan CommitDelay,
    IStoreSettings Store)
{
    /// <summary>Where the section stands, and the plugin's id.</summary>
    public const string Path = ClockBound.Section;

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static JournalSettings Read(Config section) => new(
        section.RequiredInt("admission.max-in-flight", least: 1),
        section.RequiredTime("admission.retry-after"),
        section.RequiredInt("queue-capacity", least: 1),
        section.RequiredTime("outage.min-backoff"),
        section.RequiredTime("outage.max-backoff"),
        section.RequiredTime("outage.give-up-after"),
        ClockBound.Read(section),
        section.RequiredTime("faults.commit-delay", orNone: true),
        ReadStore(section));

    private static IStoreSettings ReadStore(Config section) =>
        section.GetConfig("postgres") is { } postgres ? PostgresSettings.Read(postgres)
        : section.GetConfig("sqlite") is { } sqlite ? SqliteSettings.Read(sqlite)
        : throw new ConfigurationException("There is neither a section sqlite nor a section postgres.");
}
