using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fleet.Journal.Sqlite;

/// <summary>A journal in a file, as a whole.</summary>
internal sealed class SqlitePortableStore(SqliteSettings settings) : PortableStore
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    internal override ISqlConnection OpenSnapshot()
    {
        if (!File.Exists(settings.File))
            throw new StoreUnavailableException($"There is no journal {settings.File}.");
        var database = OpenToRead();
        try
        {
            // The snapshot is that of the first statement in it.
            database.Run("BEGIN");
            return SqliteSchema.IsThere(database) ? database : throw new StoreUnavailableException($"The file {settings.File} is empty: no host has made a journal of it.");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    internal override IStoreImport OpenImport()
    {
        if (File.Exists(settings.File))
        {
            using var there = OpenToRead();
            if (SqliteSchema.IsThere(there) && there.Number("SELECT EXISTS (SELECT 1 FROM journal)") != 0)
                throw new StoreUnavailableException($"The journal {settings.File} has rows already, and a backup is restored into an empty one.");
        }

        return new SqliteImport(settings.File);
    }

    internal override string? Explain(Exception fault) => fault is SqliteException e ? SqliteFaults.Sentence(settings.File, e) : null;

    private SqliteDatabase OpenToRead() => SqliteDatabase.Open(SqliteDatabase.ConnectionString(settings.File, readOnly: true), BusyTimeout);
}
