using Fleet.V1;
using Grpc.Net.Client;

namespace Fleet.Cluster.Tests.Load;

/// <summary>The servers of a load, and where they are.</summary>
internal sealed class LoadServers(IEnumerable<Uri> addresses) : IDisposable
{
    private readonly List<(Uri Address, GrpcChannel Channel)> _all = [.. addresses.Select(address => (address, GrpcChannel.ForAddress(address)))];

    public int Count => _all.Count;

    /// <summary>One after another, round and round.</summary>
    public FleetClients.FleetClientsClient At(int number) => new(_all[number % _all.Count].Channel);

    /// <summary>Which one it is; null: none of them, one that came later.</summary>
    public int? IndexOf(string address) => _all.FindIndex(server => server.Address == new Uri(address)) is var index and >= 0 ? index : null;

    public void Dispose() => _all.ForEach(server => server.Channel.Dispose());
}
