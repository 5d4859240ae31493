using System.Globalization;
using Fleet.Core.Tasks;
using Fleet.Journal.Sql;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables;

/// <summary>
/// Brings the tasks of one generation forward, inside a transaction of its caller. What a client tells goes before what its task leaves
/// behind: a target that was sent the task a moment before that ended is no cancelled one.
/// </summary>
/// <param name="database">The connection that writes.</param>
/// <param name="generation">Number of the generation.</param>
internal sealed class TaskWriter(ISqlConnection database, int generation) : IDisposable
{
    /// <summary>Stands for a time that there is none of, which no client's clock and no server's tells.</summary>
    private const long None = -1;

    private readonly StatementSet _statements = new(database);

    /// <summary>Takes the changes of a batch in, in the order of their rows.</summary>
    public void Apply(IReadOnlyList<TaskChange> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case TaskChange.OfWhole whole:
                    Write(whole);
                    break;
                case TaskChange.OfPart part:
                    Write(part);
                    break;
                case TaskChange.OfStep step:
                    Write(step);
                    break;
            }
        }
    }

    public void Dispose() => _statements.Dispose();

    private void Write(TaskChange.OfWhole change)
    {
        var task = change.Task;
        var known = Find(task.Definition.Id);
        var number = known?.Number ?? change.Offset;
        if (known is null)
            Run("""INSERT INTO task (generation, number, task_id, kind, state, is_made, "offset", body) VALUES (?1, ?2, ?4, ?3, 0, 0, 0, '')""", [number, (long)task.Definition.Kind], task.Definition.Id.Value);
        else if (!task.IsMade)
            Clear(number);
        Run(
            """UPDATE task SET kind = ?3, state = ?4, is_made = ?5, "offset" = ?6, body = ?7 WHERE generation = ?1 AND number = ?2""",
            [number, (long)task.Definition.Kind, (long)task.State, task.IsMade ? 1 : 0, change.Offset],
            Convert.ToBase64String(TaskRows.Write(task, act: null)));
        if (task.Leftover is { } leftover && known?.Leftover is null)
            Leave(number, leftover, change);
    }

    /// <summary>It was begun before, and not made: its targets are other ones now.</summary>
    private void Clear(long number)
    {
        Run("DELETE FROM task_target WHERE generation = ?1 AND number = ?2", number);
        Run("DELETE FROM task_count WHERE generation = ?1 AND number = ?2", number);
    }

    private void Leave(long number, Leftover leftover, TaskChange change)
    {
        Run("UPDATE task SET leftover_state = ?3, leftover_reason = ?4 WHERE generation = ?1 AND number = ?2", number, (long)leftover.State, (long)leftover.Reason.GetValueOrDefault());
        foreach (var state in (TargetState[])[TargetState.Queued, TargetState.Waiting])
        {
            var count = _statements["SELECT targets FROM task_count WHERE generation = ?1 AND number = ?2 AND state = ?3"];
            count.Bind(1, generation);
            count.Bind(2, number);
            count.Bind(3, (long)state);
            var left = count.First(row => row.Int64(0), 0L);
            Count(number, state, -left);
            Count(number, leftover.State, left);
            Run(
                """
                UPDATE task_target SET state = ?4, reason = ?5, since = ?6, due_at = NULL, is_left = 1, "offset" = ?7 WHERE generation = ?1 AND number = ?2 AND state = ?3
                """,
                number, (long)state, (long)leftover.State, (long)leftover.Reason.GetValueOrDefault(), change.RecordedAt.ToUnixTimeMilliseconds(), change.Offset);
        }
    }

    private void Write(TaskChange.OfPart change)
    {
        if (Find(change.Task)?.Number is not { } number)
            return;
        var targets = change.Targets.Targets;
        var insert = _statements[$"""
            INSERT INTO task_target (generation, number, place, client_id, state, attempt, reason, since, is_left, "offset")
            SELECT {generation}, ?1, CAST(substr(value, 1, 7) AS INTEGER), substr(value, 12), CAST(substr(value, 8, 2) AS INTEGER), 1,
              CAST(substr(value, 10, 2) AS INTEGER), ?2, 0, ?3 FROM {database.Dialect.EachOf(4)}
            """];
        insert.Bind(1, number);
        insert.Bind(2, change.RecordedAt.ToUnixTimeMilliseconds());
        insert.Bind(3, change.Offset);
        insert.Bind(4, targets.Select((target, index) => Packed(change.Targets.First + index, target)).ToList());
        insert.Run();
        foreach (var count in targets.CountBy(target => target.State))
            Count(number, count.Key, count.Value);
    }

    /// <summary>A target as one text, for all of a part in one statement: place, state and reason have so many digits, and the client follows.</summary>
    private static string Packed(long place, NewTarget target) =>
        string.Create(CultureInfo.InvariantCulture, $"{place:D7}{(int)target.State:D2}{(int)target.Reason.GetValueOrDefault():D2}{target.Id}");

    private void Write(TaskChange.OfStep change)
    {
        // Of a task that is kept no longer, or was not there for this client, nothing is known.
        if (Find(change.Task.Task) is not { } task || Find(task.Number, change.Client.Value) is not { } target || (!target.State.IsOpen() && !target.IsLeft))
            return;
        var told = change.Task;
        var leftover = told.State is TargetState.Queued or TargetState.Waiting ? task.Leftover : null;
        var state = leftover?.State ?? told.State;
        Run(
            """
            UPDATE task_target SET state = ?4, attempt = ?5, reason = ?6, since = ?7, sent_at = nullif(?8, -1), started_at = nullif(?9, -1), due_at = nullif(?10, -1), is_left = ?11, "offset" = ?12
            WHERE generation = ?1 AND number = ?2 AND place = ?3
            """,
            task.Number, target.Place, (long)state, told.Attempt, (long)(leftover is null ? told.Reason : leftover.Reason).GetValueOrDefault(), Time(change.At),
            Time(told.SentAt), Time(told.StartedAt), Time(leftover is null ? told.Due : null), leftover is null ? 0 : 1, change.Offset);
        if (change.Detail is { } detail)
            Run("UPDATE task_target SET detail = ?4 WHERE generation = ?1 AND number = ?2 AND place = ?3", [task.Number, target.Place], detail);
        Count(task.Number, target.State, -1);
        Count(task.Number, state, 1);
    }

    private (long Number, Leftover? Leftover)? Find(TaskId task)
    {
        var select = _statements["SELECT number, leftover_state, leftover_reason FROM task WHERE generation = ?1 AND task_id = ?2"];
        select.Bind(1, generation);
        select.Bind(2, task.Value);
        return select.First<(long, Leftover?)?>(
            row => (row.Int64(0), row.Int64OrNull(1) is { } state ? new Leftover((TargetState)state, TaskReader.ReasonOf(row.Int64OrNull(2))) : null), null);
    }

    private (long Place, TargetState State, bool IsLeft)? Find(long number, string client)
    {
        var select = _statements["SELECT place, state, is_left FROM task_target WHERE generation = ?1 AND client_id = ?2 AND number = ?3"];
        select.Bind(1, generation);
        select.Bind(2, client);
        select.Bind(3, number);
        return select.First<(long, TargetState, bool)?>(row => (row.Int64(0), (TargetState)row.Int64(1), row.Int64(2) != 0), null);
    }

    private void Count(long number, TargetState state, long by)
    {
        if (by == 0)
            return;
        Run(
            """
            INSERT INTO task_count (generation, number, state, targets) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (generation, number, state) DO UPDATE SET targets = task_count.targets + excluded.targets
            """,
            number, (long)state, by);
    }

    private static long Time(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? None;

    /// <summary>Runs a statement with the generation as its first value; where there may be none, <see cref="None"/> stands for it.</summary>
    private void Run(string sql, params ReadOnlySpan<long> values) => Filled(sql, values).Run();

    private void Run(string sql, ReadOnlySpan<long> values, params ReadOnlySpan<string> texts)
    {
        var statement = Filled(sql, values);
        for (var index = 0; index < texts.Length; index++)
            statement.Bind(values.Length + index + 2, texts[index]);
        statement.Run();
    }

    private ISqlStatement Filled(string sql, ReadOnlySpan<long> values)
    {
        var statement = _statements[sql];
        statement.Bind(1, generation);
        for (var index = 0; index < values.Length; index++)
            statement.Bind(index + 2, values[index]);
        return statement;
    }
}
