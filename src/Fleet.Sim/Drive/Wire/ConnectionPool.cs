namespace Fleet.Sim.Drive.Wire;

/// <summary>A fixed number of connections, spread over the servers; a client always uses the same one.</summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <summary>What one connection carries unless something else is asked for.</summary>
    public const int ClientsPerConnection = 250;

    private readonly Connection[] _connections;

    /// <param name="servers">gRPC addresses, at least one.</param>
    /// <param name="count">How many connections, at least one.</param>
    public ConnectionPool(IReadOnlyList<Uri> servers, int count) =>
        _connections = [.. Enumerable.Range(0, count).Select(i => new Connection(servers[i % servers.Count]))];

    /// <summary>The number of connections for so many clients where none is asked for: at least one a server.</summary>
    public static int DefaultCount(int clients, int servers) =>
        Math.Max(servers, (clients + ClientsPerConnection - 1) / ClientsPerConnection);

    public Connection Of(int client) => _connections[client % _connections.Length];

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
