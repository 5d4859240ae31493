using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.Sweep;

/// <summary>Clients that two machines used, of which the second one has not been heard any more.</summary>
/// <param name="rules">When that is so.</param>
/// <param name="time">The server's clock.</param>
internal sealed class DuplicatesRule(ClientRules rules, TimeProvider time) : ISweepRule
{
    private static readonly Reconsider Hint = new();
    private static readonly bool[] Facets = [.. Facet.All.Select(facet => facet.IsDuplicate)];
    private ClientPosition? _after;

    public void Begin() => _after = null;

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        // The counts are few rows; without a look at them, a small fleet would be gone through in every round.
        if (!snapshot.Counts(CellKind.Fleet).Any(count => Facets[count.Cell.Facet]))
            return null;
        var scan = new ClientScan(Facets) { After = _after };
        var found = snapshot.Clients(scan).Take(limit).ToList();
        if (found.Count == 0)
            return null;
        _after = new ClientPosition("", 0, found[^1].Client.Value);
        var now = time.GetUtcNow();
        return [.. found.Where(client => client.State.Duplicate!.IsOver(now, rules)).Select(client => new ToClient(client.Client, Hint))];
    }
}
