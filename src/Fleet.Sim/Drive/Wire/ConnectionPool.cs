namespace Fleet.Sim.Drive.Wire;

/// <summary>A fixed number of connections, spread over the servers; a client that lost its session goes on at the next server.</summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <summary>What one connection carries unless something else is asked for.</summary>
    public const int ClientsPerConnection = 250;

    private readonly Connection[] _connections;
    private readonly int _servers;

    /// <param name="servers">gRPC addresses, at least one.</param>
    /// <param name="count">How many connections, at least one.</param>
    public ConnectionPool(IReadOnlyList<Uri> servers, int count)
    {
        _servers = servers.Count;
        _connections = [.. Enumerable.Range(0, count).Select(i => new Connection(servers[i % servers.Count]))];
    }

    /// <summary>The number of connections for so many clients where none is asked for: at least one a server.</summary>
    public static int DefaultCount(int clients, int servers) =>
        Math.Max(servers, (clients + ClientsPerConnection - 1) / ClientsPerConnection);

    /// <summary>The connection of a client.</summary>
    /// <param name="client">Its index.</param>
    /// <param name="losses">How many sessions it lost; with one server it stays where it is.</param>
    public Connection Of(int client, int losses) => _connections[(client + (_servers > 1 ? losses : 0)) % _connections.Length];

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
