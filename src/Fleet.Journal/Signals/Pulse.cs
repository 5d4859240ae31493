namespace Fleet.Journal.Signals;

/// <summary>Wakes all who wait, at once.</summary>
public sealed class Pulse
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next beat.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes those who wait for it now.</summary>
    public void Beat() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
