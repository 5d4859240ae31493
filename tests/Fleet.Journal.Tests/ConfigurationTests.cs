using Akka.Configuration;
using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>Each key of journal.conf, journal-sqlite.conf and journal-postgres.conf is read, and refused if it is wrong.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private static readonly string[] Keys =
    [
        "admission.max-in-flight", "admission.retry-after", "queue-capacity", "outage.min-backoff", "outage.max-backoff", "outage.give-up-after",
        "clock.most-ahead", "faults.commit-delay",
    ];

    private static readonly string[] SqliteKeys =
        ["sqlite.file", "sqlite.journal-mode", "sqlite.synchronous", "sqlite.cache-size", "sqlite.wal-autocheckpoint", "sqlite.wal-size-limit", "sqlite.busy-timeout"];

    private static readonly string[] PostgresKeys =
        ["postgres.connection-string", "postgres.synchronous-commit", "postgres.command-timeout", "postgres.connect-timeout"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> OwnKeys { get; } = new([.. Keys, .. SqliteKeys, .. PostgresKeys]);

    [Theory]
    [MemberData(nameof(OwnKeys))]
    public void A_key_that_is_missing_is_named(string key)
    {
        var error = Assert.Throws<ConfigurationException>(() => Settings(key, ""));
        Assert.Contains(key.Split('.')[^1], error.Message);
    }

    [Theory]
    [InlineData("admission.max-in-flight", "0")]
    [InlineData("queue-capacity", "many")]
    [InlineData("outage.max-backoff", "0s")]
    [InlineData("faults.commit-delay", "-1s")]
    [InlineData("sqlite.journal-mode", "OFF")]
    [InlineData("sqlite.synchronous", "OFF; DROP TABLE journal")]
    [InlineData("sqlite.wal-autocheckpoint", "-1")]
    [InlineData("postgres.synchronous-commit", "off")]
    [InlineData("postgres.command-timeout", "soon")]
    public void A_value_that_a_key_does_not_take_is_named(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Settings(key, value));
        Assert.Contains(value, error.Message);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public void The_keys_of_the_files_are_those_that_are_read_and_those_of_Akka(StoreKind kind)
    {
        string[] akkas =
        [
            "class", "plugin-dispatcher", "replay-filter.mode", "recovery-event-timeout",
            "circuit-breaker.max-failures", "circuit-breaker.call-timeout", "circuit-breaker.reset-timeout",
        ];
        var keys = JournalSystem.Shipped(kind).GetConfig(JournalSettings.Path).AsEnumerable().SelectMany(pair => Leaves(pair.Key, pair.Value));
        Assert.Equal(Keys.Concat(kind == StoreKind.Sqlite ? SqliteKeys : PostgresKeys).Concat(akkas).Order(), keys.Order());
    }

    [Fact]
    public void The_shipped_values_arrive_where_they_belong()
    {
        var settings = JournalSettings.Read(JournalSystem.Shipped(StoreKind.Sqlite).GetConfig(JournalSettings.Path));
        Assert.Equal((20_000, TimeSpan.FromMilliseconds(250), 40_000), (settings.MaxInFlight, settings.BusyRetryAfter, settings.QueueCapacity));
        Assert.Equal(
            (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)),
            (settings.MinBackoff, settings.MaxBackoff, settings.GiveUpAfter));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.Zero), (settings.MostAhead, settings.CommitDelay));
        Assert.Equal(new SqliteSettings("journal.db", "WAL", "FULL", 64 << 20, 4_000, 16 << 20, TimeSpan.FromMilliseconds(250)), settings.Store);
        Assert.Equal(
            new PostgresSettings("Host=localhost;Database=fleet", "on", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)),
            JournalSettings.Read(JournalSystem.Shipped(StoreKind.Postgres).GetConfig(JournalSettings.Path)).Store);
    }

    [Fact]
    public void The_pragmas_are_what_the_keys_say()
    {
        using var database = new SqliteSettings(_folder.File("j.db"), "WAL", "EXTRA", 3 << 20, 123, 5 << 20, TimeSpan.FromMilliseconds(77)).Open();
        Assert.Equal(3, database.Number("PRAGMA synchronous"));
        Assert.Equal(-3 * 1024, database.Number("PRAGMA cache_size"));
        Assert.Equal(123, database.Number("PRAGMA wal_autocheckpoint"));
        Assert.Equal(5 << 20, database.Number("PRAGMA journal_size_limit"));
        Assert.Equal(77, database.Number("PRAGMA busy_timeout"));
        using var mode = database.Prepare("PRAGMA journal_mode");
        mode.Step();
        Assert.Equal("wal", mode.Text(0));
    }

    [Fact]
    public void What_Akka_reads_keeps_the_breaker_closed_and_the_replay_filter_off()
    {
        using var system = JournalSystem.Start(_folder.File("j.db"));
        var section = system.Sys.Settings.Config.GetConfig(JournalSettings.Path);
        var settings = FleetJournalExtension.Of(system.Sys).Settings;
        Assert.Equal("off", section.GetString("replay-filter.mode"));
        Assert.True(section.GetInt("circuit-breaker.max-failures") > settings.QueueCapacity);
        Assert.True(settings.QueueCapacity > settings.MaxInFlight);
        Assert.True(section.GetTimeSpan("circuit-breaker.call-timeout") > settings.GiveUpAfter);
        Assert.True(section.GetTimeSpan("recovery-event-timeout") > settings.GiveUpAfter);
        // A client is answered within 5 s, whatever the store does.
        Assert.True(JournalSystem.Shipped(StoreKind.Postgres).GetTimeSpan(PostgresSettings.Path + ".command-timeout") + settings.GiveUpAfter <= TimeSpan.FromSeconds(5));
        Assert.True(section.GetTimeSpan("circuit-breaker.reset-timeout") <= TimeSpan.FromSeconds(1));
        Assert.Equal(500, system.Sys.Settings.Config.GetInt("akka.persistence.max-concurrent-recoveries"));
    }

    private static JournalSettings Settings(string key, string value)
    {
        var shipped = JournalSystem.Shipped(PostgresKeys.Contains(key) ? StoreKind.Postgres : StoreKind.Sqlite);
        return JournalSettings.Read(ConfigurationFactory.ParseString($"{key} = \"{value}\"").WithFallback(shipped.GetConfig(JournalSettings.Path)));
    }

    private static IEnumerable<string> Leaves(string key, Akka.Configuration.Hocon.HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(pair => Leaves($"{key}.{pair.Key}", pair.Value))
        : [key];
}
