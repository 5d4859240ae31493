using Fleet.Journal.Sql;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Clients that operators have marked: people do that one by one, so all of them are read for a page, and sorted here.</summary>
/// <param name="scan">What is wanted, by marks.</param>
/// <param name="connection">Where from.</param>
/// <param name="generation">Of which tables.</param>
internal sealed class MarkedClients(ClientScan scan, ReadConnection connection, int generation)
{
    private readonly PositionComparer _comparer = new(scan.Descending);

    /// <summary>All that match and come after the scan's start, in its order.</summary>
    public IEnumerable<IndexEntry> Sorted() => Matching()
        .Where(entry => scan.After is null || _comparer.Compare(entry.In(scan.Order), scan.After) > 0)
        .OrderBy(entry => entry.In(scan.Order), _comparer);

    /// <summary>How many match, wherever the scan starts.</summary>
    public long Count() => Matching().Count();

    private IEnumerable<IndexEntry> Matching()
    {
        var select = connection[$"""
            SELECT client_id, group_name, facet, last_report, present_since, tags, note FROM client_{generation} {connection.Dialect.Hint($"client_{generation}_by_mark")}
            WHERE marked = 1
            """];
        return select.All(row => (Entry: IndexReader.Entry(row), Tags: row.TextOrNull(5)?.Split(' ') ?? [], HasNote: row.TextOrNull(6) is not null))
            .Where(client => scan.Marks!.Take(client.Tags, client.HasNote) && client.Entry.IsTakenBy(scan))
            .Select(client => client.Entry);
    }
}
