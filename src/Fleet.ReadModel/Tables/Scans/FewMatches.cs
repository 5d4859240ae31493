using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Has SQLite read all that match, if they are few, and sort them: for what no index has in the order wanted.</summary>
/// <param name="scan">What is wanted, by id, group or a time.</param>
/// <param name="connection">Where from.</param>
/// <param name="generation">Of which tables.</param>
/// <param name="few">How many clients are read at most.</param>
internal sealed class FewMatches(ClientScan scan, ReadConnection connection, int generation, int few)
{
    /// <summary>Longer than most pages: each stretch reads all matches again.</summary>
    private const int Stretch = 250;

    private readonly IdRange _ids = new ScanFilter(scan).Ids;
    private readonly string _isOfFacets = connection.Dialect.IsOneOf("facet", 3);
    private readonly List<long> _facets = [.. Enumerable.Range(0, scan.Facets.Length).Where(facet => scan.Facets[facet])];

    /// <summary>All that match and come after the scan's start, in its order, lazily; null if they are not known to be few.</summary>
    public IEnumerable<IndexEntry>? Sorted(List<Partition> partitions)
    {
        var way = partitions.Sum(partition => partition.Clients) <= few ? scan.Groups is null ? "by_facet" : "by_group"
            // The clients of a prefix lie side by side in the table, and apart in each facet.
            : scan.Prefix.Length > 0 && IsFew($"{By("")} WHERE client_id > ?1 AND client_id < ?2", BindIds) ? ""
            : scan.OfflineSince is not null && IsFew($"{By("by_presence")} WHERE {_isOfFacets} AND present_since <= ?4", BindOffline) ? "by_presence"
            : null;
        return way is null ? null : Entries(way);
    }

    private string By(string index) => connection.Dialect.Hint(index.Length == 0 ? null : $"client_{generation}_{index}");

    private IEnumerable<IndexEntry> Entries(string way)
    {
        var stream = new PartitionStream((last, limit) => Read(way, last?.In(scan.Order) ?? scan.After, limit), Stretch);
        while (stream.MoveNext())
            yield return stream.Current;
    }

    private bool IsFew(string where, Action<ISqlStatement> bind)
    {
        var select = connection[$"SELECT count(*) FROM (SELECT 1 FROM client_{generation} {where} LIMIT {few + 1}) AS found"];
        bind(select);
        return select.Number() <= few;
    }

    private List<IndexEntry> Read(string way, ClientPosition? after, int limit)
    {
        var direction = scan.Descending ? "DESC" : "ASC";
        var key = scan.Order switch
        {
            ClientOrder.Group => "group_name",
            ClientOrder.LastReport => "last_report",
            ClientOrder.Since => "present_since",
            _ => "client_id",
        };
        var select = connection[$"""
            SELECT client_id, group_name, facet, last_report, present_since FROM client_{generation} {By(way)}
            WHERE client_id > ?1 AND client_id < ?2 AND {_isOfFacets}
              {(scan.OfflineSince is null ? "" : "AND present_since <= ?4")}
              {(scan.Groups is null ? "" : $"AND {connection.Dialect.IsOneOf("group_name", 5)}")}
              {(after is null ? "" : $"AND ({key}, client_id) {(scan.Descending ? '<' : '>')} (?6, ?7)")}
            ORDER BY {key} {direction}, client_id {direction} LIMIT {limit}
            """];
        BindIds(select);
        BindOffline(select);
        if (scan.Groups is not null)
            select.Bind(5, scan.Groups);
        if (after is not null)
            BindAfter(select, after);
        return IndexReader.Read(select, group: null);
    }

    private void BindIds(ISqlStatement select)
    {
        select.Bind(1, _ids.Above);
        select.Bind(2, _ids.Below);
    }

    private void BindOffline(ISqlStatement select)
    {
        select.Bind(3, _facets);
        if (scan.OfflineSince is { } latest)
            select.Bind(4, latest);
    }

    private void BindAfter(ISqlStatement select, ClientPosition after)
    {
        if (scan.Order is ClientOrder.LastReport or ClientOrder.Since)
            select.Bind(6, after.Number);
        else
            select.Bind(6, scan.Order == ClientOrder.Group ? after.Text : after.Client);
        select.Bind(7, after.Client);
    }
}
