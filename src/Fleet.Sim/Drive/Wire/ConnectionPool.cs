using System.Net.NetworkInformation;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Drive.Wire;

/// <summary>A fixed number of connections, spread over the servers; a client that lost its session goes on at the next server.</summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <summary>What one connection carries unless something else is asked for.</summary>
    public const int ClientsPerConnection = 250;

    private readonly Connection[] _connections;
    private readonly IReadOnlyList<Uri> _servers;

    /// <param name="servers">gRPC addresses, at least one.</param>
    /// <param name="count">How many connections, at least one.</param>
    /// <param name="trust">Whose certificates are taken.</param>
    /// <exception cref="IOException">This machine has too few addresses for so many.</exception>
    public ConnectionPool(IReadOnlyList<Uri> servers, int count, ServerTrust trust)
    {
        _servers = servers;
        var each = (count + servers.Count - 1) / servers.Count;
        var own = SourceAddresses.Needed(each) == 1 ? [] : NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(address => address.Address).ToList();
        var sources = servers.Select(server => SourceAddresses.For(server.Host, SourceAddresses.Needed(each), own)).ToList();
        _connections = [.. Enumerable.Range(0, count).Select(i =>
            new Connection(servers[i % servers.Count], trust, SourceAddresses.Of(i / servers.Count, each, sources[i % servers.Count])))];
    }

    /// <summary>The number of connections for so many clients where none is asked for: at least one a server.</summary>
    public static int DefaultCount(int clients, int servers) =>
        Math.Max(servers, (clients + ClientsPerConnection - 1) / ClientsPerConnection);

    /// <summary>How many servers there are.</summary>
    public int Servers => _servers.Count;

    /// <summary>The connection of a client.</summary>
    /// <param name="client">Its index.</param>
    /// <param name="losses">How many sessions it lost; with one server it stays where it is.</param>
    public Connection Of(int client, int losses) => _connections[(client + (Servers > 1 ? losses : 0)) % _connections.Length];

    /// <summary>A client's connection to one of the servers.</summary>
    public Connection To(int server, int client) =>
        _connections[server + (Servers * (client % ((_connections.Length - server + Servers - 1) / Servers)))];

    /// <summary>The server at an address; negative: none that there is a connection to.</summary>
    public int ServerAt(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? Enumerable.Range(0, Math.Min(Servers, _connections.Length)).FirstOrDefault(i => _servers[i].Authority == uri.Authority, -1)
            : -1;

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
