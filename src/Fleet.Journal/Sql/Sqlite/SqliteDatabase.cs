using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Journal.Sql.Sqlite;

/// <summary>An open connection. It owns its statements: with it they are gone.</summary>
public sealed class SqliteDatabase : ISqlConnection
{
    private readonly SqliteConnection _connection;
    private readonly HashSet<SqliteStatement> _statements = [];

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>For what has no wrapper here.</summary>
    public sqlite3 Handle => _connection.Handle!;

    /// <inheritdoc/>
    public SqlDialect Dialect => SqliteDialect.Instance;

    /// <summary>Key of the row that was inserted last.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(Handle);

    /// <summary>Opens a file, and creates it if it is not there and may be written.</summary>
    /// <param name="connectionString">Of <see cref="ConnectionString"/>.</param>
    /// <param name="busyTimeout">How long SQLite waits for somebody else's lock.</param>
    /// <param name="pragmas">Such as <c>journal_mode = WAL</c>, in the order in which they are set.</param>
    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    public static SqliteDatabase Open(string connectionString, TimeSpan busyTimeout, params ReadOnlySpan<string> pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            var database = new SqliteDatabase(connection);
            // First of all, so that the other pragmas wait for a lock too.
            database.Run($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
            foreach (var pragma in pragmas)
                database.Run($"PRAGMA {pragma}");
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>How others open the same file. Not pooled: a pooled connection would hold the file after its end.</summary>
    public static string ConnectionString(string file, bool readOnly = false) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Pooling = false,
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
    }.ToString();

    /// <inheritdoc cref="ISqlConnection.Prepare"/>
    public SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(Handle, sql, ended => _statements.Remove(ended));
        _statements.Add(statement);
        return statement;
    }

    ISqlStatement ISqlConnection.Prepare(string sql) => Prepare(sql);

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
        return statement.Number();
    }

    /// <summary>Ends the transaction, unless the error that is being handled has ended it already.</summary>
    public void TryRollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
            Run("ROLLBACK");
    }

    /// <summary>The file is no database, or a broken one: nothing that passes by itself.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Somebody else has it locked, or its disk is full or does not do what it is told: the same may work later.</summary>
    public static bool MayPass(SqliteException e) =>
        e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.ToArray())
            statement.Dispose();
        _connection.Dispose();
    }
}
