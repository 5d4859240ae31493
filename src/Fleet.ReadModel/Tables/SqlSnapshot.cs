using Fleet.Core.Vocabulary;
using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Tables.Scans;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables;

/// <summary>A read transaction on the served generation.</summary>
internal sealed class SqlSnapshot : IReadSnapshot
{
    /// <summary>Clients that are read by one statement: a usual page, and the one after it that tells whether there is another.</summary>
    private const int Together = 101;

    private readonly ReadConnection _connection;
    private readonly Action<ReadConnection, bool> _return;
    private readonly int _generation;

    private readonly int _few;
    private readonly Func<ReadConnection, int, IdColumn> _ids;

    private SqlSnapshot(
        ReadConnection connection, int few, Func<ReadConnection, int, IdColumn> ids, Action<ReadConnection, bool> @return, (int Generation, long Offset, DateTimeOffset? RecordedAt) at)
    {
        _connection = connection;
        _few = few;
        _ids = ids;
        _return = @return;
        (_generation, Offset, RecordedAt) = at;
    }

    public long Offset { get; }

    public DateTimeOffset? RecordedAt { get; }

    /// <summary>On an error the connection stays its caller's.</summary>
    public static SqlSnapshot Open(ReadConnection connection, int few, Func<ReadConnection, int, IdColumn> ids, Action<ReadConnection, bool> @return)
    {
        connection.Begin();
        // The first read takes the snapshot.
        var select = connection[$"""SELECT number, "offset", recorded_at, {ReadSchema.VersionIn(connection.Dialect)} FROM generation WHERE stage = {(int)GenerationStage.Serving}"""];
        var (serving, version) = select.First<((int, long, DateTimeOffset?)?, long)>(
            row => (((int)row.Int64(0), row.Int64(1), row.Int64OrNull(2) is { } ticks ? ClientColumns.Ticks(ticks) : null), row.Int64(3)), (null, ReadSchema.Version));
        if (version != ReadSchema.Version)
            throw OfAnotherVersion(version);
        return new SqlSnapshot(connection, few, ids, @return, serving ?? throw ReadModelUnavailableException.IsBuilt);
    }

    /// <summary>The node that has the projector is of another version. What that means by its tables is not known here, even where they look alike.</summary>
    private static ReadModelUnavailableException OfAnotherVersion(long version) => new(
        $"The read model is kept by a node of another version (its tables are of version {version}, this node reads {ReadSchema.Version}): this node answers when it keeps them, others answer now.",
        retryAfter: TimeSpan.FromSeconds(30));

    public IReadOnlyList<Generation> Generations() => GenerationTables.All(_connection);

    public ClientRecord? Client(string client)
    {
        var select = _connection[$"SELECT {ClientColumns.List} FROM client_{_generation} WHERE client_id = ?1"];
        select.Bind(1, client);
        return select.First<ClientRecord?>(ClientColumns.Read, null);
    }

    public IEnumerable<ClientRecord> Clients(ClientScan scan)
    {
        foreach (var page in Plan(scan).Entries().Chunk(Together))
        {
            var records = Records(Array.ConvertAll(page, entry => entry.Client));
            foreach (var entry in page)
            {
                var record = records[entry.Client];
                if (scan.UnchangedSince is null || record.Offset <= scan.UnchangedSince)
                    yield return record;
            }
        }
    }

    public IEnumerable<FoundClient> Find(ClientScan scan) => Plan(scan).Entries().Select(entry => new FoundClient(entry.Client, entry.Facet));

    public long? Count(ClientScan scan) => Plan(scan).Count();

    private ScanPlan Plan(ClientScan scan)
    {
        var index = new IndexReader(_connection, _generation, withGroups: scan.Groups is not null || scan.Order == ClientOrder.Group);
        var matches = new FewMatches(scan, _connection, _generation, _few, () => _ids(_connection, _generation));
        return new ScanPlan(scan, index, this, matches, new MarkedClients(scan, _connection, _generation), new ManagedClients(scan, _connection, _generation), _few);
    }

    private Dictionary<string, ClientRecord> Records(string[] clients)
    {
        var select = _connection[$"SELECT {ClientColumns.List} FROM client_{_generation} WHERE {_connection.Dialect.IsOneOf("client_id", 1)}"];
        select.Bind(1, clients);
        return select.All(ClientColumns.Read).ToDictionary(record => record.Client.Value);
    }

    public IReadOnlyList<(Cell Cell, long Clients)> Counts(CellKind kind, string? group = null) => Cells(
        $"SELECT group_name, facet, clients FROM count_{_generation} WHERE kind = ?1 AND clients <> 0", kind, group, offset: null);

    public IReadOnlyList<string> GroupsAfter(string? group, bool descending, int limit)
    {
        var (than, order) = descending ? ("<", "DESC") : (">", "ASC");
        var select = group is null
            ? _connection[$"SELECT DISTINCT group_name FROM count_{_generation} WHERE kind = ?1 ORDER BY group_name {order} LIMIT ?2"]
            : _connection[$"SELECT DISTINCT group_name FROM count_{_generation} WHERE kind = ?1 AND group_name {than} ?3 ORDER BY group_name {order} LIMIT ?2"];
        select.Bind(1, (int)CellKind.Group);
        select.Bind(2, limit);
        if (group is not null)
            select.Bind(3, group);
        return select.All(row => row.Text(0));
    }

    public long CheckpointBefore(long offset)
    {
        var select = _connection[$"""SELECT "offset" FROM checkpoint_{_generation} WHERE "offset" <= ?1 ORDER BY "offset" DESC LIMIT 1"""];
        select.Bind(1, offset);
        return select.Number();
    }

    public IReadOnlyList<(Cell Cell, long Clients)> CountsAt(long checkpoint, CellKind kind, string? group = null) => Cells(
        $"""
        SELECT group_name, facet, clients_then FROM (
          SELECT c.group_name, c.facet, (
            SELECT h.clients FROM count_history_{_generation} AS h
            WHERE h.kind = c.kind AND h.group_name = c.group_name AND h.facet = c.facet AND h."offset" <= ?3 ORDER BY h."offset" DESC LIMIT 1) AS clients_then
          FROM count_{_generation} AS c WHERE c.kind = ?1) AS cells
        WHERE coalesce(clients_then, 0) <> 0
        """,
        kind, group, checkpoint);

    public IReadOnlyList<AgingClient> Aging(AgingClient after, long upTo, int limit)
    {
        // The last condition says nothing new, but SQLite takes the partial index for it.
        var select = _connection[$"""
            SELECT ages_from, client_id FROM client_{_generation} {_connection.Dialect.Hint($"client_{_generation}_by_age")}
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
        var select = _connection[$"""
            SELECT pattern_released_at, client_id FROM client_{_generation} {_connection.Dialect.Hint($"client_{_generation}_by_release")}
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
        var select = _connection[$"""
            SELECT session_node FROM client_{_generation} {_connection.Dialect.Hint($"client_{_generation}_by_node")}
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
        var select = _connection[$"""
            SELECT client_id, session_number FROM client_{_generation} {_connection.Dialect.Hint($"client_{_generation}_by_node")}
            WHERE session_node = ?1 AND client_id > ?2 ORDER BY client_id LIMIT ?3
            """];
        select.Bind(1, node);
        select.Bind(2, after);
        select.Bind(3, limit);
        return select.All(row => new HeldSession(ClientId.Parse(row.Text(0)), new SessionId(node, row.Int64(1))));
    }

    public IReadOnlyList<RecordedAct> Acts(ActScan scan) => ActTable.Read(_connection, _generation, scan);

    public ITaskTables Tasks => field ??= new TaskReader(_connection, _generation);

    public DamageFound Damage(int most = int.MaxValue) => DamagedTable.Read(_connection, _generation, most);

    public void Dispose()
    {
        var isUsable = false;
        try
        {
            _connection.End();
            isUsable = true;
        }
        finally
        {
            _return(_connection, isUsable);
        }
    }

    private List<(Cell Cell, long Clients)> Cells(string sql, CellKind kind, string? group, long? offset)
    {
        var select = _connection[group is null ? sql : sql + " AND group_name = ?2"];
        select.Bind(1, (int)kind);
        if (group is not null)
            select.Bind(2, group);
        if (offset is { } at)
            select.Bind(3, at);
        return select.All(row => (new Cell(kind, row.Text(0), (int)row.Int64(1)), row.Int64(2)));
    }
}
