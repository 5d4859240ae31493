using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.ReadModel.Postgres;
using Fleet.Journal.Reading;
using Fleet.Benchmarks.Memory;
using Npgsql;

namespace Fleet.Benchmarks.Starting;

/// <summary>A journal and its read model, in a store, with a data folder.</summary>
/// <param name="Folder">Of the host.</param>
/// <param name="Store">Where the journal is.</param>
internal sealed record StartPlace(string Folder, IStoreSettings Store)
{
    private string JournalFile => Path.Combine(Folder, "journal.db");

    private string ReadFile => Path.Combine(Folder, "fleet.db");

    /// <summary>What a host is told to work here, by the names of the environment.</summary>
    public IReadOnlyDictionary<string, string> Settings => Store is PostgresSettings postgres
        ? new Dictionary<string, string> { ["Fleet__Store"] = "postgres", ["ConnectionStrings__Fleet"] = postgres.ConnectionString, ["Fleet__Data"] = Folder }
        : new Dictionary<string, string> { ["Fleet__Data"] = Folder };

    /// <summary>Not on a server.</summary>
    public bool IsInFiles => Store is SqliteSettings;

    /// <summary>In files. Nothing here has to outlive the machine's power, so rows are made without waiting for the disk.</summary>
    public static StartPlace Embedded(string folder)
    {
        Directory.CreateDirectory(folder);
        return new StartPlace(folder, new SqliteSettings(Path.Combine(folder, "journal.db"), "WAL", "NORMAL", 1 << 30, 20_000, 16 << 20, TimeSpan.FromSeconds(5)));
    }

    /// <summary>In a schema of a database.</summary>
    public static StartPlace OnServer(string folder, string connectionString)
    {
        Directory.CreateDirectory(folder);
        return new StartPlace(folder, PostgresSettings.Read(Hocon.Files("journal-postgres").GetConfig(PostgresSettings.Path)) with
        {
            ConnectionString = connectionString,
            SynchronousCommit = "local",
            CommandTimeout = TimeSpan.FromMinutes(1),
        });
    }

    /// <summary>To read; null while nobody has written to it.</summary>
    public IJournalSource? OpenJournal() => Store.OpenJournal("benchmark");

    /// <summary>The files are on the disk, and on the disk alone: as after a boot.</summary>
    public void Cool()
    {
        foreach (var file in Directory.GetFiles(Folder))
            PageCache.Drop(file);
    }

    /// <summary>Bytes on the disk.</summary>
    public StoreSize Size() => Store is PostgresSettings postgres
        ? SizeOnServer(postgres)
        : new StoreSize(Bytes(JournalFile), Bytes(ReadFile), LogBytes: Bytes(JournalFile + "-wal") + Bytes(ReadFile + "-wal"));

    private static StoreSize SizeOnServer(PostgresSettings settings)
    {
        using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        using var select = new NpgsqlCommand(
            $"""
            SELECT pg_total_relation_size('journal'),
              coalesce((SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('{PostgresReadStore.SchemaOf(settings)}')), 0)::bigint
            """,
            connection);
        using var row = select.ExecuteReader();
        row.Read();
        return new StoreSize(row.GetInt64(0), row.GetInt64(1), LogBytes: 0);
    }

    private static long Bytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
