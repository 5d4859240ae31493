using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Journal.Reading;

/// <summary>Opens the journal to read, whatever it is kept in.</summary>
internal static class JournalSources
{
    /// <summary>What opens the journal once more; it gives null while nobody has written to it.</summary>
    /// <param name="store">The journal's.</param>
    /// <param name="purpose">Told to a server, which shows it beside each connection.</param>
    public static Func<IJournalSource?> Of(IStoreSettings store, string purpose) => store switch
    {
        SqliteSettings sqlite => () => Open(sqlite.File),
        PostgresSettings postgres => () => Open(postgres, purpose),
        var other => throw new NotSupportedException($"{other.GetType()} has no readers."),
    };

    /// <summary>Opens an embedded journal; null while nobody has written to it.</summary>
    public static SqlJournalSource? Open(string file)
    {
        if (!File.Exists(file))
            return null;
        var database = SqliteDatabase.Open(
            SqliteDatabase.ConnectionString(file, readOnly: true), TimeSpan.FromSeconds(5), "mmap_size = 1073741824", "cache_size = -32768");
        return Open(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'journal'");
    }

    private static SqlJournalSource? Open(PostgresSettings settings, string purpose) =>
        Open(PostgresReaders.Open(settings, purpose), "SELECT count(*) FROM pg_class WHERE oid = to_regclass('journal')");

    /// <param name="database">Disposed of if there is nothing to read, or on an error.</param>
    /// <param name="tables">Says 1 where the journal has its tables.</param>
    private static SqlJournalSource? Open(ISqlConnection database, string tables)
    {
        try
        {
            if (database.Number(tables) == 1)
                return new SqlJournalSource(database);
            database.Dispose();
            return null;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
