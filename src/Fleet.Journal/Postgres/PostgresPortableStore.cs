using System.Net.Sockets;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Sql;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>A journal in a database, as a whole.</summary>
internal sealed class PostgresPortableStore(PostgresSettings settings) : PortableStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private string Where => PostgresSettings.Redacted(settings.ConnectionString);

    internal override ISqlConnection OpenSnapshot()
    {
        var connection = PostgresConnection.Open(settings.ConnectionStringFor("backup", Patience));
        try
        {
            connection.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (!PostgresSchema.IsThere(connection.Handle))
                throw new StoreUnavailableException($"There is no journal in the database {Where}.");
            // Row after row along the key, rather than all of them sorted on the server's disk first.
            connection.Run("SET LOCAL enable_sort = off");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override IStoreImport OpenImport() => new PostgresImport(settings.LockingConnectionStringFor("restore", Patience), Where);

    internal override string? Explain(Exception fault) =>
        fault is NpgsqlException or TimeoutException or SocketException ? ServerFaults.Sentence(Where, fault) : null;
}
