using Fleet.Actors.Questions;
using Fleet.Actors.Sql;
using Npgsql;

namespace Fleet.Actors.Postgres;

/// <summary>An open connection to PostgreSQL.</summary>
/// <param name="connection">Open; disposed of at the end.</param>
internal sealed class PostgresConnection(NpgsqlConnection connection) : ISqlConnection
{
    /// <summary>For what has no wrapper here.</summary>
    public NpgsqlConnection Handle => connection;

    /// <summary>Opens a connection that is nobody else's, before or after; what it runs again is prepared.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached, or does not let us in.</exception>
    public static PostgresConnection Open(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        try
        {
            Question.Asks();
            return new PostgresConnection(PrimaryConnection.Open(parts.ToString()));
        }
        finally
        {
            Question.Heard();
        }
    }

    public SqlDialect Dialect => PostgresDialect.Instance;

    public ISqlStatement Prepare(string sql) => new PostgresStatement(connection, sql);

    public void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        Question.Asks();
        try
        {
            command.ExecuteNonQuery();
        }
        finally
        {
            Question.Heard();
        }
    }

    public long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        Question.Asks();
        try
        {
            return Convert.ToInt64(command.ExecuteScalar());
        }
        finally
        {
            Question.Heard();
        }
    }

    public void TryRollBack()
    {
        // A connection that broke has no transaction any more.
        if (connection.State == System.Data.ConnectionState.Open)
            Run("ROLLBACK");
    }

    public void Dispose() => connection.Dispose();
}
