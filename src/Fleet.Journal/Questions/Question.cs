namespace Fleet.Journal.Questions;

/// <summary>
/// What a thread is asked to find out. Whoever steps through a store's rows looks here before each step, so that a question whose asker has
/// gone ends there; and since when the store owes an answer is known to others while the thread waits for it.
/// </summary>
internal abstract class Question(CancellationToken cancel)
{
    private const long NotWaiting = 0;

    [ThreadStatic]
    private static Question? _current;
    private long _waitingSince;
    private long _waited;

    /// <summary>How long the store has owed an answer; zero while it does not.</summary>
    public TimeSpan Silence => Volatile.Read(ref _waitingSince) is var since and not NotWaiting
        ? TimeProvider.System.GetElapsedTime(since)
        : TimeSpan.Zero;

    /// <summary>How long it waited for a thread; zero after the store's first answer.</summary>
    public TimeSpan Waited => new(Volatile.Read(ref _waited));

    /// <summary>Nobody waits for the answer any more.</summary>
    protected abstract bool IsOver { get; }

    /// <summary>The store is about to be asked; again, if it did not answer the last time, and owes the answer since then.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    public static void Asks()
    {
        if (_current is not { } question)
            return;
        question.ThrowIfOver();
        if (Volatile.Read(ref question._waitingSince) == NotWaiting)
            Volatile.Write(ref question._waitingSince, TimeProvider.System.GetTimestamp());
    }

    /// <summary>The store has answered, if only with an error of its own. Not for a timeout, or a connection that broke: those are no answers.</summary>
    public static void Heard()
    {
        if (_current is not { } question)
            return;
        Volatile.Write(ref question._waitingSince, NotWaiting);
        Volatile.Write(ref question._waited, 0);
    }

    /// <summary>It comes to a thread after so long.</summary>
    protected void HasWaited(TimeSpan waited) => Volatile.Write(ref _waited, waited.Ticks);

    /// <summary>Finds out, on this thread.</summary>
    protected void Work(Action work)
    {
        _current = this;
        try
        {
            work();
        }
        finally
        {
            Volatile.Write(ref _waitingSince, NotWaiting);
            _current = null;
        }
    }

    private void ThrowIfOver()
    {
        if (IsOver || cancel.IsCancellationRequested)
            throw new OperationCanceledException("Nobody waits for the answer any more.", cancel);
    }
}
