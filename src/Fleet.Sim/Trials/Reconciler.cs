using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>
/// Compares a server's clients with the oracle's. What differs is read again for a while, as a server needs its time to
/// find a silence out; what then still differs is a mismatch.
/// </summary>
internal sealed class Reconciler(FleetReader reader, IReadOnlyList<(ClientId Id, GroupName Group)> clients, TimeProvider time)
{
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(500);

    private readonly Comparison _comparison = new();
    private readonly HashSet<int> _checked = [];
    private readonly HashSet<int> _mismatched = [];
    private readonly HashSet<int> _lost = [];
    private readonly HashSet<int> _duplicated = [];

    /// <summary>Who is read again, and for how long at most; null: nobody.</summary>
    public StillDiffering? Differing { get; private set; }

    /// <summary>All comparisons so far.</summary>
    public Reconciliation Findings => new(Settled: true, _checked.Count, _mismatched.Count, _lost.Count, _duplicated.Count, _comparison.Groups);

    /// <summary>Compares these clients, and returns what the server shows of them.</summary>
    /// <param name="fleet">What should be.</param>
    /// <param name="deliveries">How far each client's reports got.</param>
    /// <param name="which">Indexes of the clients to compare.</param>
    /// <param name="patience">How long to wait for what differs.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<IReadOnlyList<ClientFacets>> CompareAsync(
        OracleFleet fleet, IReadOnlyList<Delivery> deliveries, IReadOnlyList<int> which, TimeSpan patience, CancellationToken cancel)
    {
        var shown = new Dictionary<int, ClientJson?>();
        var start = time.GetTimestamp();
        for (var differing = which; differing.Count > 0;)
        {
            var documents = await reader.ReadAsync([.. differing.Select(client => clients[client].Id)], cancel);
            for (var i = 0; i < documents.Length; i++)
                shown[differing[i]] = documents[i];
            differing = [.. differing.Where(client => Expected(fleet, client) != shown[client]?.Facets())];
            var left = patience - time.GetElapsedTime(start);
            if (differing.Count == 0 || left < TimeSpan.Zero)
                break;
            Differing = new StillDiffering(differing.Count, left);
            await Task.Delay(BetweenReadings, time, cancel);
        }

        Differing = null;
        foreach (var client in which)
            Judge(client, Expected(fleet, client), shown[client], deliveries[client]);
        return [.. shown.Values.OfType<ClientJson>().Select(document => document.Facets())];
    }

    /// <summary>Adds what the histories show.</summary>
    public void Add(HistoryCheck histories)
    {
        _lost.UnionWith(histories.Lost);
        _duplicated.UnionWith(histories.Duplicated);
    }

    private ClientFacets? Expected(OracleFleet fleet, int client) => Expectation.Of(clients[client].Id, fleet.StateOf(client));

    private void Judge(int client, ClientFacets? expected, ClientJson? document, Delivery delivery)
    {
        // Once is enough for who differs before its goodbye and after it.
        if (!_mismatched.Contains(client))
            _comparison.Check(clients[client].Id.Value, expected, document?.Facets());
        _checked.Add(client);
        if (expected != document?.Facets())
        {
            _mismatched.Add(client);
            if (delivery.Complete && Reported(expected) != Reported(document?.Facets()))
                _lost.Add(client);
        }

        if (document?.LastReport is { } last && last.Seq > Math.Max(delivery.Sent, delivery.Base))
            _duplicated.Add(client);
    }

    /// <summary>The part of a state that reports make: whether a client is online or offline is not, roaming is.</summary>
    private static ClientFacets? Reported(ClientFacets? facets) => facets is null ? null : facets with
    {
        Connection = facets.Connection == Words.Of(Connection.Roaming) ? facets.Connection : "",
        Icon = "",
    };
}

/// <summary>Clients that the server shows otherwise than they should be, so far.</summary>
/// <param name="Clients">How many.</param>
/// <param name="AtMost">For so long they are read again, at the most.</param>
public sealed record StillDiffering(int Clients, TimeSpan AtMost);
