using Fleet.Journal;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Testing;

/// <summary>An empty store of a test's own.</summary>
public sealed class TestStore : IDisposable
{
    private readonly TempFolder? _folder;

    /// <param name="kind">Which one.</param>
    /// <param name="place">A file, or a connection string; null: in a folder or a schema of its own.</param>
    public TestStore(StoreKind kind, string? place = null)
    {
        Kind = kind;
        if (place is null && kind == StoreKind.Sqlite)
            _folder = new TempFolder();
        Place = place ?? _folder?.File("journal.db") ?? PostgresServer.Shared.NewSchema();
    }

    public StoreKind Kind { get; }

    /// <summary>A file, or a connection string.</summary>
    public string Place { get; }

    /// <summary>Name of the store in file names and in Akka.Persistence.Sql's configuration.</summary>
    public string Name => Kind == StoreKind.Sqlite ? "sqlite" : "postgres";

    /// <summary>To be laid over the shipped configuration: where it is, and more patience with it than a host has.</summary>
    public string Overlay => string.Concat(Keys.Select(key => $"{JournalSettings.Path}.{Name}.{key}\n"));

    /// <summary>How Akka.Persistence.Sql opens the store.</summary>
    public string PackageKeys => Kind == StoreKind.Sqlite
        ? $"connection-string = \"Data Source={Place};Pooling=False\"\nprovider-name = \"SQLite.MS\""
        : $"connection-string = \"{Place}\"\nprovider-name = \"PostgreSQL.15\"";

    /// <summary>A connection beside the journal's.</summary>
    internal ISqlConnection Open() => Kind == StoreKind.Sqlite
        ? SqliteDatabase.Open(SqliteDatabase.ConnectionString(Place), TimeSpan.FromSeconds(5))
        : PostgresConnection.Open(Place);

    /// <summary>Changes the bytes of rows.</summary>
    public void Damage(IEnumerable<long> offsets, Func<byte[], byte[]> damage)
    {
        using var database = Open();
        foreach (var offset in offsets)
        {
            byte[] bytes;
            using (var select = database.Prepare($"SELECT message FROM journal WHERE ordering = {offset}"))
                bytes = select.Step() ? select.Bytes(0) : throw new InvalidOperationException($"There is no row at offset {offset}.");
            var hex = Convert.ToHexString(damage(bytes));
            database.Run($"UPDATE journal SET message = {(Kind == StoreKind.Sqlite ? $"x'{hex}'" : $"'\\x{hex}'")} WHERE ordering = {offset}");
        }
    }

    public void Dispose() => _folder?.Dispose();

    private string[] Keys => Kind == StoreKind.Sqlite
        ? [$"file = {Quoted}", $"busy-timeout = {Patience.Long.TotalSeconds}s"]
        : [$"connection-string = {Quoted}", $"connect-timeout = {Patience.Long.TotalSeconds}s", $"command-timeout = {Patience.Long.TotalSeconds}s"];

    private string Quoted => $"\"{Place.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
