using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>What a server should show of a fleet.</summary>
public static class Expectation
{
    /// <summary>Every client that the server should know, in the ordinal order of ids: the order of the <see cref="FleetHasher"/>.</summary>
    public static IEnumerable<ClientFacets> Of(OracleFleet fleet, IReadOnlyList<(ClientId Id, GroupName Group)> clients) =>
        Enumerable.Range(0, clients.Count)
            .OrderBy(client => clients[client].Id.Value, StringComparer.Ordinal)
            .Select(client => Of(clients[client].Id, fleet.StateOf(client)))
            .OfType<ClientFacets>();

    /// <summary>One client; null if the server should not know it.</summary>
    public static ClientFacets? Of(ClientId id, OracleClient client) => !client.Exists ? null : new ClientFacets(
        id.Value,
        client.Group.Value,
        Words.Of(client.Connection),
        Words.Of(client.ScanMethod),
        Words.Of(client.PatternStatus),
        Words.Of(client.RealTimeScan),
        Words.Of(client.SmartProtection),
        IconCatalogue.Of(client),
        ClientFacets.InOrder(client.Conditions));
}
