using Akka.Configuration;
using Fleet.Actors.Hocon;
using Fleet.Actors.Sqlite;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>The section <c>sqlite</c> of the journal's configuration; each key is explained in hocon/journal-sqlite.conf.</summary>
public sealed record SqliteSettings(
    string File, string JournalMode, string Synchronous, long CacheBytes, int WalAutoCheckpointPages, TimeSpan BusyTimeout)
{
    private static readonly string[] JournalModes = ["WAL", "DELETE", "TRUNCATE", "PERSIST"];
    private static readonly string[] Synchronousness = ["NORMAL", "FULL", "EXTRA"];

    /// <summary>Where the section stands.</summary>
    public const string Path = "akka.persistence.journal.fleet.sqlite";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static SqliteSettings Read(Config section) => new(
        section.Required("file"),
        OneOf(section, "journal-mode", JournalModes),
        OneOf(section, "synchronous", Synchronousness),
        section.RequiredBytes("cache-size"),
        section.RequiredInt("wal-autocheckpoint", least: 1),
        section.RequiredTime("busy-timeout"));

    /// <summary>Opens the file as the settings say.</summary>
    internal SqliteDatabase Open() => SqliteDatabase.Open(
        SqliteDatabase.ConnectionString(File),
        BusyTimeout,
        $"journal_mode = {JournalMode}",
        $"synchronous = {Synchronous}",
        // Negative: KiB instead of pages.
        $"cache_size = {-CacheBytes / 1024}",
        $"wal_autocheckpoint = {WalAutoCheckpointPages}");

    private static string OneOf(Config section, string key, string[] values)
    {
        var value = section.Required(key);
        return values.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? value
            : throw new ConfigurationException($"{key} = {value}: it takes {string.Join(", ", values)}.");
    }
}
