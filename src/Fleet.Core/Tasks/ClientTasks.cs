using System.Collections.Immutable;

namespace Fleet.Core.Tasks;

/// <summary>The tasks that a client is a target of: those that something may still become of, and a short memory of those that came to an end.</summary>
/// <param name="Items">The one that changed last comes last.</param>
public sealed record ClientTasks(ImmutableArray<ClientTask> Items)
{
    /// <summary>How many may be under way at a time; and how many that are not are kept.</summary>
    public const int MaxOpen = 32;

    /// <summary>How many that came to an end are remembered: an offer that was late is known by them.</summary>
    public const int Remembered = 8;

    /// <summary>Of a client that has none.</summary>
    public static ClientTasks None { get; } = new([]);

    /// <summary>Those that something may still become of.</summary>
    public IEnumerable<ClientTask> Open => Items.Where(task => task.State.IsOpen());

    /// <summary>What is known of a task; null: nothing.</summary>
    public ClientTask? Find(TaskId task) => Items.FirstOrDefault(one => one.Task == task);

    /// <summary>The task by which a client fetched a pattern that it told of at a moment; null: it was told to by none.</summary>
    /// <param name="at">By the server's clock.</param>
    public ClientTask? UpdateBehind(DateTimeOffset at) => Items.LastOrDefault(task =>
        task.Kind == TaskKind.UpdateNow && task.SentAt <= at && (task.State.IsUnderWay() || (task.State == TargetState.Succeeded && at - task.SentAt <= task.Timeout)));

    /// <summary>The same with a task as it is now; of those that are not under way, the ones that have not changed for the longest are forgotten.</summary>
    public ClientTasks With(ClientTask changed)
    {
        var items = Items.RemoveAll(one => one.Task == changed.Task).Add(changed);
        items = Last(items, Remembered, task => !task.State.IsOpen());
        return new ClientTasks(Last(items, MaxOpen, task => task.State is TargetState.Queued or TargetState.Waiting));
    }

    private static ImmutableArray<ClientTask> Last(ImmutableArray<ClientTask> items, int most, Predicate<ClientTask> isMeant)
    {
        for (var left = items.Count(task => isMeant(task)); left > most; left--)
            items = items.Remove(items.First(task => isMeant(task)));
        return items;
    }

    /// <inheritdoc/>
    public bool Equals(ClientTasks? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;
}
