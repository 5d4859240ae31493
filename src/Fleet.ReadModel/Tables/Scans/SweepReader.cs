using Fleet.ReadModel.Store;
using Fleet.Journal.Sql;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Reads the indexes that are made for sweeps.</summary>
internal sealed class SweepReader(ReadConnection connection, int generation) : ISweepIndex
{
    public IReadOnlyList<AgingClient> Aging(AgingClient after, long upTo, int limit)
    {
        // The last condition says nothing new, but SQLite takes the partial index for it.
        var select = connection[$"""
            SELECT ages_from, client_id FROM client_{generation} {connection.Dialect.Hint($"client_{generation}_by_age")}
            WHERE (ages_from, client_id) > (?1, ?2) AND ages_from <= ?3 AND ages_from IS NOT NULL ORDER BY ages_from, client_id LIMIT ?4
            """];
        select.Bind(1, after.ReleasedAt);
        select.Bind(2, after.Client);
        select.Bind(3, upTo);
        select.Bind(4, limit);
        return select.All(row => new AgingClient(row.Int64(0), row.Text(1)));
    }

    public IReadOnlyList<AgingClient> Aged(AgingClient after, int limit)
    {
        var select = connection[$"""
            SELECT pattern_released_at, client_id FROM client_{generation} {connection.Dialect.Hint($"client_{generation}_by_release")}
            WHERE (pattern_released_at, client_id) > (?1, ?2) AND ages_from IS NULL AND pattern_released_at IS NOT NULL
            ORDER BY pattern_released_at, client_id LIMIT ?3
            """];
        select.Bind(1, after.ReleasedAt);
        select.Bind(2, after.Client);
        select.Bind(3, limit);
        return select.All(row => new AgingClient(row.Int64(0), row.Text(1)));
    }

    /// <remarks>A seek for each of them: a DISTINCT would read the whole index.</remarks>
    public IReadOnlyList<int> Nodes()
    {
        var select = connection[$"""
            SELECT session_node FROM client_{generation} {connection.Dialect.Hint($"client_{generation}_by_node")}
            WHERE session_node > ?1 ORDER BY session_node LIMIT 1
            """];
        var nodes = new List<int>();
        var after = long.MinValue;
        while (true)
        {
            select.Bind(1, after);
            if (select.All(row => (int)row.Int64(0)) is not [var node])
                return nodes;
            nodes.Add(node);
            after = node;
        }
    }

    public IReadOnlyList<HeldSession> SessionsOf(int node, string after, int limit)
    {
        var select = connection[$"""
            SELECT client_id, session_number FROM client_{generation} {connection.Dialect.Hint($"client_{generation}_by_node")}
            WHERE session_node = ?1 AND client_id > ?2 ORDER BY client_id LIMIT ?3
            """];
        select.Bind(1, node);
        select.Bind(2, after);
        select.Bind(3, limit);
        return select.All(row => new HeldSession(ClientId.Parse(row.Text(0)), new SessionId(node, row.Int64(1))));
    }
}
