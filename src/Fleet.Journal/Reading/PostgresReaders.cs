using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Npgsql;

namespace Fleet.Journal.Reading;

/// <summary>Connections for who asks: they find out that a cable was cut without a word.</summary>
internal static class PostgresReaders
{
    /// <param name="settings">Of the journal.</param>
    /// <param name="purpose">Told to the server, which shows it beside each connection.</param>
    /// <param name="schema">Where the tables are; null: where the settings say.</param>
    public static PostgresConnection Open(PostgresSettings settings, string purpose, string? schema = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(settings.ConnectionStringFor(purpose));
        parts.SearchPath = schema ?? parts.SearchPath;
        // A server that hangs does not answer to being told to stop, either.
        parts.CancellationTimeout = -1;
        parts.TcpKeepAlive = true;
        parts.TcpKeepAliveTime = 10;
        parts.TcpKeepAliveInterval = 5;
        return PostgresConnection.Open(parts.ToString());
    }
}
