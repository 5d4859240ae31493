namespace Fleet.Journal.Questions;

/// <summary>A question in a gate: it waits for a thread, is worked on, and is answered once, by its thread or by who gives it up.</summary>
internal abstract class Asked(CancellationToken cancel) : Question(cancel)
{
    private readonly long _askedAt = TimeProvider.System.GetTimestamp();

    /// <summary>How long ago it was asked.</summary>
    public TimeSpan Age => TimeProvider.System.GetElapsedTime(_askedAt);

    /// <summary>Whether somebody still waits for the answer.</summary>
    public bool IsAnswered => IsOver;

    /// <summary>A thread has taken it.</summary>
    public void Begins() => HasWaited(Age);

    /// <summary>Finds the answer.</summary>
    public abstract void Run();

    /// <summary>Its asker waits no longer; false: it was answered already.</summary>
    public abstract bool GiveUp(Exception why);
}

/// <summary>A question with an answer of a type.</summary>
internal sealed class Asked<T> : Asked
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _hangUp;
    private readonly Func<T> _ask;

    public Asked(Func<T> ask, CancellationToken cancel) : base(cancel)
    {
        _ask = ask;
        _hangUp = cancel.UnsafeRegister(static (asked, token) => ((Asked<T>)asked!)._answer.TrySetCanceled(token), this);
    }

    public Task<T> Answer => _answer.Task;

    protected override bool IsOver => _answer.Task.IsCompleted;

    public override void Run()
    {
        try
        {
            Work(() =>
            {
                // What nobody waits for any more would stay open.
                if (_ask() is var answer && !_answer.TrySetResult(answer))
                    (answer as IDisposable)?.Dispose();
            });
        }
        catch (OperationCanceledException e)
        {
            _answer.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            _answer.TrySetException(e);
        }
        finally
        {
            _hangUp.Dispose();
        }
    }

    public override bool GiveUp(Exception why) => _answer.TrySetException(why);
}
