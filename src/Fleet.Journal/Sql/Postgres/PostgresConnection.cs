using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>An open connection to PostgreSQL. A statement of it holds nothing of its own: the driver prepares it, and forgets it with the connection.</summary>
/// <param name="connection">Open; disposed of at the end.</param>
public sealed class PostgresConnection(NpgsqlConnection connection) : ISqlConnection
{
    /// <summary>For what has no wrapper here.</summary>
    public NpgsqlConnection Handle => connection;

    /// <summary>Opens a connection that is nobody else's, before or after; what it runs again is prepared.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached, or does not let us in.</exception>
    public static PostgresConnection Open(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        return new PostgresConnection(PostgresCall.Make(parts.ToString(), PrimaryConnection.Open));
    }

    /// <inheritdoc/>
    public SqlDialect Dialect => PostgresDialect.Instance;

    /// <inheritdoc/>
    public ISqlStatement Prepare(string sql) => new PostgresStatement(connection, sql);

    /// <inheritdoc/>
    public void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        PostgresCall.Make(command, static command => command.ExecuteNonQuery());
    }

    /// <inheritdoc/>
    public long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(PostgresCall.Make(command, static command => command.ExecuteScalar()));
    }

    /// <inheritdoc/>
    public void TryRollBack()
    {
        // A connection that broke has no transaction any more.
        if (connection.State == System.Data.ConnectionState.Open)
            Run("ROLLBACK");
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
