using System.Net.Sockets;
using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>Opens connections to the server that takes writes, whichever of the hosts in a connection string that is at the moment.</summary>
/// <remarks>
/// What a standby knows is old, and what is read there may be taken back. The server itself is asked, at each connect: what a driver
/// remembers of a server is of before the failover, and behind a single name there may be another server than before.
/// </remarks>
internal static class PrimaryConnection
{
    /// <summary>Opens a connection that is nobody else's, before or after.</summary>
    /// <exception cref="NpgsqlException">No host can be reached, lets us in and is a primary.</exception>
    public static NpgsqlConnection Open(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        parts.Remove("Target Session Attributes");
        Exception? fault = null;
        foreach (var host in Hosts(parts))
        {
            try
            {
                parts.Host = host;
                return OpenOne(parts.ToString());
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or SocketException)
            {
                // That of the server which should be the primary tells more than that another one is none.
                fault = fault is null or StandbyException ? e : fault;
            }
        }

        throw fault!;
    }

    /// <summary>The hosts of a connection string, in the order in which they are tried.</summary>
    public static string[] Hosts(NpgsqlConnectionStringBuilder parts) => parts.Host!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static NpgsqlConnection OpenOne(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            using var asked = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
            return (bool)asked.ExecuteScalar()! ? throw new StandbyException($"{connection.Host}:{connection.Port}") : connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
