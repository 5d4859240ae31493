using System.Globalization;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of tasks, the newest first.</summary>
/// <param name="States">In one of these states; empty: in any.</param>
/// <param name="Kinds">Of one of these kinds; empty: of any.</param>
/// <param name="Limit">How many at most, 1 to <see cref="PageLimits.Most"/>.</param>
/// <param name="Cursor">Of the page before; null: the first page.</param>
public sealed record TasksQuery(IReadOnlyCollection<TaskState> States, IReadOnlyCollection<TaskKind> Kinds, int Limit = PageLimits.Usual, string? Cursor = null)
{
    internal string Fingerprint => $"tasks|{string.Join(',', States.Order())}|{string.Join(',', Kinds.Order())}";
}

/// <summary>Asks for a page of the targets of a task, in the order of their turns.</summary>
/// <param name="Task">The task.</param>
/// <param name="States">In one of these states; empty: in any.</param>
/// <param name="Limit">How many at most, 1 to <see cref="PageLimits.Most"/>.</param>
/// <param name="Cursor">Of the page before; null: the first page.</param>
public sealed record TargetsQuery(TaskId Task, IReadOnlyCollection<TargetState> States, int Limit = PageLimits.Usual, string? Cursor = null)
{
    internal string Fingerprint => $"targets|{Task}|{string.Join(',', States.Order())}";
}

/// <summary>Asks for a page of the tasks that a client is a target of, the newest first.</summary>
/// <param name="Client">The client.</param>
/// <param name="Limit">How many at most, 1 to <see cref="PageLimits.Most"/>.</param>
/// <param name="Cursor">Of the page before; null: the first page.</param>
public sealed record TasksOfClientQuery(ClientId Client, int Limit = PageLimits.Usual, string? Cursor = null)
{
    internal string Fingerprint => $"tasks-of|{Client}";
}

/// <summary>A page of something about tasks.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which this is true.</param>
/// <param name="Total">How many the whole list has; null: nobody has counted.</param>
public sealed record TaskPage<T>(IReadOnlyList<T> Items, string? Next, long Offset, long? Total = null);

/// <summary>Lists of tasks and of targets, page by page.</summary>
internal static class TaskLists
{
    public static TaskPage<TaskRecord> Of(IReadSnapshot snapshot, TasksQuery query) => Page(
        snapshot, query.Fingerprint, query.Cursor, query.Limit, long.MaxValue,
        (below, limit) => snapshot.Tasks.List(query.States, query.Kinds, below, limit), task => task.Number);

    /// <param name="snapshot">The moment.</param>
    /// <param name="query">The question.</param>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <param name="now">The server's clock.</param>
    public static TaskPage<TargetRecord> Of(IReadSnapshot snapshot, TargetsQuery query, SettingsBook book, DateTimeOffset now)
    {
        var task = snapshot.Tasks.Find(query.Task.Value) ?? throw Unknown();
        var page = Page(
            snapshot, query.Fingerprint, query.Cursor, query.Limit, -1L,
            (after, limit) => snapshot.Tasks.Targets(task.Number, query.States, after, long.MaxValue, limit), target => target.Place);
        return page with
        {
            Items = [.. page.Items.Select(target => target with { Next = NextOf(snapshot, task.Task.Definition.Kind, target, book, now) })],
            Total = query.States.Count == 0 ? task.Counts.Total : query.States.Distinct().Sum(state => task.Counts[state]),
        };
    }

    /// <inheritdoc cref="Of(IReadSnapshot, TargetsQuery, SettingsBook, DateTimeOffset)"/>
    public static TaskPage<TargetOfTask> Of(IReadSnapshot snapshot, TasksOfClientQuery query, SettingsBook book, DateTimeOffset now)
    {
        var page = Page(
            snapshot, query.Fingerprint, query.Cursor, query.Limit, long.MaxValue,
            (below, limit) => snapshot.Tasks.Of(query.Client.Value, below, limit), task => task.Number);
        return page with
        {
            Items = [.. page.Items.Select(part => part with { Target = part.Target with { Next = NextOf(snapshot, part.Task.Definition.Kind, part.Target, book, now) } })],
        };
    }

    public static QueryException Unknown() => new(QueryFault.NotFound, "There is no such task.");

    private static Occasion? NextOf(IReadSnapshot snapshot, TaskKind kind, TargetRecord target, SettingsBook book, DateTimeOffset now) => Occasion.Of(
        kind, target.State, target.Reason, () => snapshot.Client(target.Client.Value)?.State is { } client
            ? Occasion.ScheduledUpdateOf(client.Connection, client.Presence.Session is not null, book.InForce(client.Group, client.Settings.Own), now)
            : null);

    private static TaskPage<T> Page<T>(
        IReadSnapshot snapshot, string fingerprint, string? cursor, int limit, long start, Func<long, int, IReadOnlyList<T>> read, Func<T, long> placeOf)
    {
        PageLimits.Check(limit);
        var (place, began) = cursor is null ? (start, snapshot.Offset) : ReadCursor(fingerprint, cursor);
        var found = read(place, limit + 1);
        if (found.Count <= limit)
            return new TaskPage<T>(found, Next: null, snapshot.Offset);
        return new TaskPage<T>(
            [.. found.Take(limit)], Cursor.Write(fingerprint, began, placeOf(found[limit - 1]).ToString(CultureInfo.InvariantCulture)), snapshot.Offset);
    }

    private static (long Place, long Began) ReadCursor(string fingerprint, string cursor) =>
        Cursor.Read(fingerprint, cursor) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var place)
            ? (place, Cursor.OffsetOf(fingerprint, cursor))
            : throw Cursor.Bad();
}
