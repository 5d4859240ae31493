namespace Fleet.Journal.Stores;

/// <summary>The rows that one actor persisted at once: all of them become durable, or none.</summary>
/// <param name="rows">At least one, all of the same actor.</param>
public sealed class PendingWrite(PendingRow[] rows)
{
    // Who waits for a write must not go on on the writer's thread, which could then wait for itself.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>At least one, all of the same actor.</summary>
    public PendingRow[] Rows { get; } = rows;

    /// <summary>Whose rows they are.</summary>
    public string PersistenceId => Rows[0].PersistenceId;

    /// <summary>Ends when the rows are durable, or failed.</summary>
    public Task Done => _done.Task;

    /// <summary>Who waits for the rows was told what became of them.</summary>
    public bool IsSettled => _done.Task.IsCompleted;

    /// <summary>The rows are durable.</summary>
    public void Complete() => _done.SetResult();

    /// <summary>The rows are not in the store, or it is not known: they may come into it later.</summary>
    public void Fail(Exception cause) => _done.SetException(cause);
}
