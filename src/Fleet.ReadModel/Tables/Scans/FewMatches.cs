using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Has the store read all that match, if they are few, and sort or count them: for what no index has in the order wanted.</summary>
/// <param name="scan">What is wanted, by id, group or a time.</param>
/// <param name="connection">Where from.</param>
/// <param name="generation">Of which tables.</param>
/// <param name="few">How many clients are read at most.</param>
/// <param name="ids">The ids of all clients.</param>
internal sealed class FewMatches(ClientScan scan, ReadConnection connection, int generation, int few, Func<IdColumn> ids)
{
    /// <summary>Longer than most pages: each stretch reads all matches again.</summary>
    private const int Stretch = 250;

    /// <summary>Ids that are looked up by one statement.</summary>
    private const int Together = 1_000;

    private const string Columns = "client_id, group_name, facet, last_report, present_since";

    private readonly PositionComparer _comparer = new(scan.Descending);
    private readonly IdRange _ids = scan.Ids;
    private readonly string _isOfFacets = connection.Dialect.IsOneOf("facet", 3);
    private readonly List<long> _facets = [.. Enumerable.Range(0, scan.Facets.Length).Where(facet => scan.Facets[facet])];

    /// <summary>All that match and come after the scan's start, in its order, lazily; null if they are not known to be few.</summary>
    public IEnumerable<IndexEntry>? Sorted(List<Partition> partitions) => Way(partitions) is { } way ? Entries(way) : null;

    /// <summary>Those whose id contains what is looked for, after the scan's start, in any order; null: nothing is looked for, or they are many, or soon found by other filters.</summary>
    public IEnumerable<IndexEntry>? Named(List<Partition> partitions) => Named(partitions.Sum(partition => partition.Clients))?
        .Where(entry => scan.After is null || _comparer.Compare(entry.In(scan.Order), scan.After) > 0)
        .OrderBy(entry => entry.In(scan.Order), _comparer);

    /// <summary>How many match, wherever the scan starts; null: it would take longer to count them than to read a page.</summary>
    public long? Count(List<Partition> partitions)
    {
        var most = partitions.Sum(partition => partition.Clients);
        if (scan is { Prefix: "", Part: "", OfflineSince: null })
            return most;
        if (Named(most) is { } named)
            return named.Count();
        if (Way(partitions) is not { } way)
            return null;
        var select = connection[$"SELECT count(*) FROM client_{generation} {By(way)} WHERE {Matches}"];
        BindMatches(select);
        return select.Number();
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
            SELECT {Columns} FROM client_{generation} {By(way)}
            WHERE {Matches} {(after is null ? "" : $"AND ({key}, client_id) {(scan.Descending ? '<' : '>')} (?6, ?7)")}
            ORDER BY {key} {direction}, client_id {direction} LIMIT {limit}
            """];
        BindMatches(select);
        if (after is not null)
            BindAfter(select, after);
        return IndexReader.Read(select, group: null);
    }

    private string Matches => $"""
        client_id > ?1 AND client_id < ?2 AND {_isOfFacets}
          {(scan.OfflineSince is null ? "" : "AND present_since <= ?4")}
          {(scan.Groups is null ? "" : $"AND {connection.Dialect.IsOneOf("group_name", 5)}")}
          {(scan.Part.Length == 0 ? "" : $"AND {connection.Dialect.Contains("client_id", 8)}")}
        """;

    private void BindMatches(ISqlStatement select)
    {
        BindIds(select);
        BindOffline(select);
        if (scan.Groups is not null)
            select.Bind(5, scan.Groups);
        if (scan.Part.Length > 0)
            select.Bind(8, scan.Part);
    }

    /// <summary>Which index leads to few clients, among whom all that match are; empty: the table itself; null: none is known to.</summary>
    private string? Way(List<Partition> partitions) =>
        partitions.Sum(partition => partition.Clients) <= few ? scan.Groups is null ? "by_facet" : "by_group"
        // The clients of a prefix lie side by side in the table, and apart in each facet.
        : scan.Prefix.Length > 0 && IsFew($"{By("")} WHERE client_id > ?1 AND client_id < ?2", BindIds) ? ""
        : scan.OfflineSince is not null && IsFew($"{By("by_presence")} WHERE {_isOfFacets} AND present_since <= ?4", BindOffline) ? "by_presence"
        : null;

    /// <param name="most">How many clients the other filters leave at most.</param>
    private IEnumerable<IndexEntry>? Named(long most) => scan.Part.Length == 0 || most <= few ? null : ids().Containing(scan.Part, few)?
        .Chunk(Together)
        .SelectMany(some =>
        {
            var select = connection[$"SELECT {Columns} FROM client_{generation} {By("")} WHERE {connection.Dialect.IsOneOf("client_id", 1)}"];
            select.Bind(1, some);
            return IndexReader.Read(select, group: null);
        })
        .Where(entry => entry.IsTakenBy(scan));

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
