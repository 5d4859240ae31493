using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>
/// Clients by how they stand to their settings. That follows from what the fleet, the group and the client say, and from what the client answered: no column has it, as a word for a group would
/// rewrite all of its clients. So the table is gone through in the order of ids, no further than a page needs; in any other order to its end.
/// </summary>
/// <param name="scan">What is wanted, by settings.</param>
/// <param name="connection">Where from.</param>
/// <param name="generation">Of which tables.</param>
internal sealed class ManagedClients(ClientScan scan, ReadConnection connection, int generation)
{
    private const int Stretch = 1_000;

    private readonly PositionComparer _comparer = new(scan.Descending);

    /// <summary>All that match and come after the scan's start, in its order, lazily.</summary>
    public IEnumerable<IndexEntry> Entries() => scan.Order == ClientOrder.ClientId
        ? Matching(scan.IdsAfter(scan.After?.Client), scan.Descending)
        : Matching(scan.Ids, descending: false)
            .Where(entry => scan.After is null || _comparer.Compare(entry.In(scan.Order), scan.After) > 0)
            .OrderBy(entry => entry.In(scan.Order), _comparer);

    /// <summary>How many match, wherever the scan starts.</summary>
    public long Count() => Matching(scan.Ids, descending: false).LongCount();

    private IEnumerable<IndexEntry> Matching(IdRange range, bool descending)
    {
        while (true)
        {
            var select = connection[$"""
                SELECT client_id, group_name, facet, last_report, present_since, tags, note, reported, capabilities, settings_own, settings_applied, settings_failed
                FROM client_{generation} WHERE client_id > ?1 AND client_id < ?2 ORDER BY client_id {(descending ? "DESC" : "ASC")} LIMIT ?3
                """];
            select.Bind(1, range.Above);
            select.Bind(2, range.Below);
            select.Bind(3, Stretch);
            var rows = select.All(row => (Entry: IndexReader.Entry(row), IsTaken: Takes(row)));
            foreach (var (entry, isTaken) in rows)
            {
                if (isTaken)
                    yield return entry;
            }

            if (rows.Count < Stretch)
                yield break;
            range = descending ? range with { Below = rows[^1].Entry.Client } : range with { Above = rows[^1].Entry.Client };
        }
    }

    private bool Takes(ISqlStatement row)
    {
        var entry = IndexReader.Entry(row);
        if (!entry.IsTakenBy(scan) || scan.Marks?.Take(row.TextOrNull(5)?.Split(' ') ?? [], row.TextOrNull(6) is not null) == false)
            return false;
        var facet = Facet.All[entry.Facet];
        var client = new ClientState
        {
            Group = GroupName.Parse(entry.Group),
            Numbers = facet.Numbers,
            Presence = new Presence(facet.Cause, facet.Cause == PresenceCause.Session ? default(SessionId) : null),
            Reported = (Fact)row.Int64(7),
            Settings = StoredSettings.Read(row.TextOrNull(9), row.TextOrNull(10), grantsRoaming: null, row.TextOrNull(11), error: null),
        };
        return scan.Settings!.Take(client.Managed, ((Capabilities)row.Int64(8)).HasFlag(Capabilities.Settings));
    }
}
