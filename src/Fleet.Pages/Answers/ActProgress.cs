namespace Fleet.Pages.Answers;

/// <summary>How far an act is. Safe to use from any thread.</summary>
/// <remarks>Only an act that may be sent again tells it: where it breaks off, the same does what is still to be done.</remarks>
public sealed class ActProgress
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _done;

    /// <summary>It is known how much there is to do, and being done: nothing is wrong any more with what was filled in.</summary>
    public Task Begun => _begun.Task;

    /// <summary>How much there is to do; 0: not known yet.</summary>
    public long Of { get; private set; }

    /// <summary>How much of it is done.</summary>
    public long Done => Volatile.Read(ref _done);

    /// <summary>It begins.</summary>
    /// <param name="of">How much there is to do.</param>
    public void Begin(long of)
    {
        Of = of;
        _begun.TrySetResult();
    }

    /// <summary>One more is done.</summary>
    public void Did() => Interlocked.Increment(ref _done);
}
