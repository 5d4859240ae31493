namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Wakes those who wait for the read model to go on.</summary>
internal sealed class VisibleOffset
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the read model has gone on.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>The read model has gone on.</summary>
    public void Advance() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
