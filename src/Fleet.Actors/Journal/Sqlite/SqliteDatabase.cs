using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>An open connection with the configured pragmas.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>For what has no wrapper here.</summary>
    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Key of the row that was inserted last.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(Handle);

    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public static SqliteDatabase Open(SqliteSettings settings)
    {
        var connection = new SqliteConnection(ConnectionString(settings.File));
        try
        {
            connection.Open();
            var database = new SqliteDatabase(connection);
            // First of all, so that the other pragmas wait for a lock too.
            database.Run($"PRAGMA busy_timeout = {(int)settings.BusyTimeout.TotalMilliseconds}");
            database.Run($"PRAGMA journal_mode = {settings.JournalMode}");
            database.Run($"PRAGMA synchronous = {settings.Synchronous}");
            // Negative: KiB instead of pages.
            database.Run($"PRAGMA cache_size = {-settings.CacheBytes / 1024}");
            database.Run($"PRAGMA wal_autocheckpoint = {settings.WalAutoCheckpointPages}");
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>How others open the same file. Not pooled: a pooled connection would hold the file after its end.</summary>
    public static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    public SqliteStatement Prepare(string sql) => new(Handle, sql);

    /// <summary>Runs one statement; the rows that it yields are not looked at.</summary>
    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    /// <summary>The first column of the first row, as a number; 0 if there is no row.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Ends the transaction, unless the error that is being handled has ended it already.</summary>
    public void TryRollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
            Run("ROLLBACK");
    }

    public void Dispose() => _connection.Dispose();
}
