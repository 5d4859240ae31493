using System.Collections.Immutable;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Sql;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;

namespace Fleet.ReadModel.Tables;

/// <summary>Reads the tasks of one generation.</summary>
/// <param name="connection">In a transaction.</param>
/// <param name="generation">Number of the generation.</param>
internal sealed class TaskReader(ReadConnection connection, int generation) : ITaskTables
{
    private const string TaskColumns = "number, body, \"offset\"";
    private const string TargetColumns = "t.place, t.client_id, t.state, t.attempt, t.reason, t.detail, t.since, t.sent_at, t.started_at, t.\"offset\"";

    private readonly bool _isThere = TaskSchema.IsThere(connection);

    public TaskRecord? Find(string task)
    {
        if (!_isThere)
            return null;
        var select = connection[$"SELECT {TaskColumns} FROM task WHERE generation = ?1 AND task_id = ?2 AND is_made = 1"];
        select.Bind(1, generation);
        select.Bind(2, task);
        var found = select.First<TaskRecord?>(Read, null);
        return found is null ? null : found with { Counts = Counts(found.Number) };
    }

    public IReadOnlyList<TaskRecord> List(IReadOnlyCollection<TaskState> states, IReadOnlyCollection<TaskKind> kinds, long below, int limit)
    {
        if (!_isThere)
            return [];
        var of = (states.Count == 0 ? "" : $" AND state IN ({Numbers(states)})") + (kinds.Count == 0 ? "" : $" AND kind IN ({Numbers(kinds)})");
        var select = connection[$"SELECT {TaskColumns} FROM task WHERE generation = ?1 AND number < ?2 AND is_made = 1{of} ORDER BY number DESC LIMIT ?3"];
        select.Bind(1, generation);
        select.Bind(2, below);
        select.Bind(3, limit);
        return [.. select.All(Read).Select(task => task with { Counts = Counts(task.Number) })];
    }

    public IReadOnlyList<TargetRecord> Targets(long task, IReadOnlyCollection<TargetState> states, long after, long below, int limit)
    {
        var of = states.Count == 0 ? "" : $" AND t.state IN ({Numbers(states)})";
        // One state has them in order in its index; of several, those of the table are gone through.
        var index = states.Count == 1 ? connection.Dialect.Hint("task_target_by_state") : "";
        var select = connection[$"""
            SELECT {TargetColumns} FROM task_target AS t {index} WHERE t.generation = ?1 AND t.number = ?2{of} AND t.place > ?3 AND t.place < ?4 ORDER BY t.place LIMIT ?5
            """];
        select.Bind(1, generation);
        select.Bind(2, task);
        select.Bind(3, after);
        select.Bind(4, below);
        select.Bind(5, limit);
        return select.All(ReadTarget);
    }

    public TargetRecord? Target(long task, string client)
    {
        var select = connection[$"SELECT {TargetColumns} FROM task_target AS t WHERE t.generation = ?1 AND t.client_id = ?2 AND t.number = ?3"];
        select.Bind(1, generation);
        select.Bind(2, client);
        select.Bind(3, task);
        return select.First<TargetRecord?>(ReadTarget, null);
    }

    public bool HasAny(long task, IReadOnlyCollection<TargetState> states, long below) => states.Any(state => Targets(task, [state], -1, below, 1).Count > 0);

    public IReadOnlyList<WaitingTarget> Waiting(long task, long after, int limit)
    {
        var select = connection[$"""
            SELECT t.place, t.client_id, c.facet FROM task_target AS t {connection.Dialect.Hint("task_target_by_state")}
            LEFT JOIN client_{generation} AS c ON c.client_id = t.client_id
            WHERE t.generation = ?1 AND t.number = ?2 AND t.state = {(int)TargetState.Waiting} AND t.place > ?3 ORDER BY t.place LIMIT ?4
            """];
        select.Bind(1, generation);
        select.Bind(2, task);
        select.Bind(3, after);
        select.Bind(4, limit);
        return select.All(row => new WaitingTarget(
            row.Int64(0), ClientId.Parse(row.Text(1)), row.Int64OrNull(2) is { } facet ? Facet.All[(int)facet].Status.Connection : null));
    }

    public IReadOnlyList<TargetOfTask> Of(string client, long below, int limit)
    {
        if (!_isThere)
            return [];
        var select = connection[$"""
            SELECT {TargetColumns}, w.number, w.body FROM task_target AS t {connection.Dialect.Hint("task_target_by_client")} JOIN task AS w ON w.generation = t.generation AND w.number = t.number
            WHERE t.generation = ?1 AND t.client_id = ?2 AND t.number < ?3 AND w.is_made = 1 ORDER BY t.number DESC LIMIT ?4
            """];
        select.Bind(1, generation);
        select.Bind(2, client);
        select.Bind(3, below);
        select.Bind(4, limit);
        return select.All(row => new TargetOfTask(Body(row.Text(11)), ReadTarget(row), row.Int64(10)));
    }

    public IReadOnlyList<DueTarget> Due(DueTarget after, long upTo, int limit)
    {
        if (!_isThere)
            return [];
        var select = connection[$"""
            SELECT due_at, client_id FROM task_target {connection.Dialect.Hint("task_target_by_due")}
            WHERE generation = ?1 AND (due_at, client_id) > (?2, ?3) AND due_at <= ?4 AND due_at IS NOT NULL ORDER BY due_at, client_id LIMIT ?5
            """];
        select.Bind(1, generation);
        select.Bind(2, after.DueAt);
        select.Bind(3, after.Client);
        select.Bind(4, upTo);
        select.Bind(5, limit);
        return select.All(row => new DueTarget(row.Int64(0), row.Text(1)));
    }

    /// <summary>A reason as it stands in the tables, where 0 is none.</summary>
    public static TargetReason? ReasonOf(long? number) => number is null or 0 ? null : (TargetReason)number;

    private TargetCounts Counts(long task)
    {
        var select = connection["SELECT state, targets FROM task_count WHERE generation = ?1 AND number = ?2 AND targets <> 0"];
        select.Bind(1, generation);
        select.Bind(2, task);
        return new TargetCounts(select.All(row => KeyValuePair.Create((TargetState)row.Int64(0), row.Int64(1))).ToImmutableSortedDictionary());
    }

    private static string Numbers<T>(IEnumerable<T> values) where T : struct, Enum => string.Join(", ", values.Select(value => Convert.ToInt32(value)).Order());

    private static TaskRecord Read(ISqlStatement row) => new(row.Int64(0), Body(row.Text(1)), TargetCounts.None, row.Int64(2));

    private static FleetTask Body(string text) => TaskRows.Read(Convert.FromBase64String(text));

    private static TargetRecord ReadTarget(ISqlStatement row) => new(row.Int64(0), ClientId.Parse(row.Text(1)), (TargetState)row.Int64(2), (int)row.Int64(3))
    {
        Reason = ReasonOf(row.Int64OrNull(4)),
        Detail = row.TextOrNull(5),
        Since = DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(6)),
        SentAt = row.Int64OrNull(7) is { } sentAt ? DateTimeOffset.FromUnixTimeMilliseconds(sentAt) : null,
        StartedAt = row.Int64OrNull(8) is { } startedAt ? DateTimeOffset.FromUnixTimeMilliseconds(startedAt) : null,
        Offset = row.Int64(9),
    };
}
