using Akka.Configuration;
using Fleet.Journal.Hocon;
using Fleet.Journal.Sql;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Journal.Sqlite;

/// <summary>The section <c>sqlite</c> of the journal's configuration; each key is explained in hocon/journal-sqlite.conf.</summary>
public sealed record SqliteSettings(
    string File, string JournalMode, string Synchronous, long CacheBytes, int WalAutoCheckpointPages, long WalSizeLimit, TimeSpan BusyTimeout)
    : IStoreSettings
{
    private static readonly string[] JournalModes = ["WAL", "DELETE", "TRUNCATE", "PERSIST"];
    private static readonly string[] Synchronousness = ["NORMAL", "FULL", "EXTRA"];

    /// <summary>Where the section stands.</summary>
    public const string Path = "akka.persistence.journal.fleet.sqlite";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static SqliteSettings Read(Config section) => new(
        section.Required("file"),
        section.RequiredOneOf("journal-mode", JournalModes),
        section.RequiredOneOf("synchronous", Synchronousness),
        section.RequiredBytes("cache-size"),
        section.RequiredInt("wal-autocheckpoint", least: 1),
        section.RequiredBytes("wal-size-limit"),
        section.RequiredTime("busy-timeout"));

    /// <inheritdoc/>
    public IJournalStore OpenStore(IJournalWitness? witness = null, TimeProvider? time = null, Func<bool>? mayRise = null)
    {
        var writer = WriterName.New();
        return new ReconnectingStore(
            last => Succession.Open(() => new SqliteAppender(this, writer, mayRise), witness, last, (time ?? TimeProvider.System).GetUtcNow()),
            () => new SqliteReader(this), SqliteFaults.Of);
    }

    /// <inheritdoc/>
    public void Verify(IJournalWitness witness, TimeProvider time) =>
        Succession.Open(() => new SqliteAppender(this, WriterName.New()), witness, own: null, time.GetUtcNow()).Dispose();

    /// <inheritdoc/>
    public ISqlConnection? OpenToRead(string purpose) => System.IO.File.Exists(File)
        ? SqliteDatabase.Open(SqliteDatabase.ConnectionString(File, readOnly: true), TimeSpan.FromSeconds(5), "mmap_size = 1073741824", "cache_size = -32768")
        : null;

    /// <inheritdoc/>
    /// <remarks>In a file of its own: who writes here does not make the journal's writer wait.</remarks>
    public ISqlConnection OpenBeside(string purpose) => SqliteDatabase.Open(
        SqliteDatabase.ConnectionString(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(File))!, "positions.db")), BusyTimeout, "synchronous = FULL");

    /// <inheritdoc/>
    public PortableStore AsPortable() => new SqlitePortableStore(this);

    /// <inheritdoc/>
    public Config ForPackage() => HoconText.Assign("provider-name", "SQLite.MS")
        .WithFallback(HoconText.Assign("connection-string", SqliteDatabase.ConnectionString(File)));

    /// <summary>Opens the file as the settings say.</summary>
    internal SqliteDatabase Open() => SqliteDatabase.Open(
        SqliteDatabase.ConnectionString(File),
        BusyTimeout,
        $"journal_mode = {JournalMode}",
        $"synchronous = {Synchronous}",
        // Negative: KiB instead of pages.
        $"cache_size = {-CacheBytes / 1024}",
        $"wal_autocheckpoint = {WalAutoCheckpointPages}",
        $"journal_size_limit = {WalSizeLimit}");
}
