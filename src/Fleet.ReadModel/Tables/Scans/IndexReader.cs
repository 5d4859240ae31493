using Fleet.Journal.Sql;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Reads stretches of partitions from the index that has them in the order wanted.</summary>
/// <param name="connection">Where from.</param>
/// <param name="generation">Of which tables.</param>
/// <param name="withGroups">The groups of the entries are looked at; else they stay empty, which saves thousands of texts a page.</param>
internal sealed class IndexReader(ReadConnection connection, int generation, bool withGroups)
{
    private readonly string _columns = $"client_id, {(withGroups ? "group_name" : "''")}, facet, last_report, present_since";

    /// <summary>In the order of ids.</summary>
    public List<IndexEntry> ById(Partition partition, IdRange range, bool descending, int limit)
    {
        var where = partition switch
        {
            { Facet: null } => "WHERE client_id > ?2 AND client_id < ?3",
            { Group: null } => $"{Hint("by_facet")} WHERE facet = ?1 AND client_id > ?2 AND client_id < ?3",
            _ => $"{Hint("by_group")} WHERE group_name = ?5 AND facet = ?1 AND client_id > ?2 AND client_id < ?3",
        };
        var select = connection[$"SELECT {_columns} FROM client_{generation} {where} ORDER BY client_id {Direction(descending)} LIMIT ?4"];
        if (partition.Facet is { } facet)
            select.Bind(1, facet);
        select.Bind(2, range.Above);
        select.Bind(3, range.Below);
        select.Bind(4, limit);
        if (partition.Group is { } group)
            select.Bind(5, group);
        return Read(select, partition.Group);
    }

    /// <summary>In the order of a time, and of ids among equal ones; after a place, which is left out.</summary>
    /// <param name="partition">Of all groups.</param>
    /// <param name="time">Which time.</param>
    /// <param name="after">The place.</param>
    /// <param name="descending">The other way round.</param>
    /// <param name="limit">How many at most.</param>
    public List<IndexEntry> ByTime(Partition partition, TimeIndex time, (long Time, string Client) after, bool descending, int limit)
    {
        var (index, column) = time == TimeIndex.LastReport ? ("by_report", "last_report") : ("by_presence", "present_since");
        var select = connection[$"""
            SELECT {_columns} FROM client_{generation} {Hint(index)}
            WHERE facet = ?1 AND ({column}, client_id) {(descending ? "<" : ">")} (?2, ?3)
            ORDER BY {column} {Direction(descending)}, client_id {Direction(descending)} LIMIT ?4
            """];
        select.Bind(1, partition.Facet!.Value);
        select.Bind(2, after.Time);
        select.Bind(3, after.Client);
        select.Bind(4, limit);
        return Read(select, group: null);
    }

    private string Hint(string index) => connection.Dialect.Hint($"client_{generation}_{index}");

    private static string Direction(bool descending) => descending ? "DESC" : "ASC";

    /// <summary>Runs a statement that yields the five columns.</summary>
    /// <param name="select">The statement.</param>
    /// <param name="group">The group, if all entries are of one.</param>
    public static List<IndexEntry> Read(ISqlStatement select, string? group) =>
        select.All(row => Entry(row, group));

    /// <summary>What the first five columns of a row tell.</summary>
    public static IndexEntry Entry(ISqlStatement row, string? group = null) => new(row.Text(0), group ?? row.Text(1), (int)row.Int64(2), row.Int64(3), row.Int64(4));
}

/// <summary>The times that an index has in order.</summary>
internal enum TimeIndex
{
    LastReport,
    PresentSince,
}
