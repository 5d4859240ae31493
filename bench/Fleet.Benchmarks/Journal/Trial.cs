namespace Fleet.Benchmarks.Journal;

/// <summary>Counts durable rows while a trial runs, and ends it.</summary>
internal sealed class Trial : IDisposable
{
    private readonly CountdownEvent _busy = new(1);
    private volatile bool _running;
    private long _rows;
    private Exception? _failure;

    public long Rows => Interlocked.Read(ref _rows);

    public void Start(int actors)
    {
        _busy.Reset(actors);
        _running = true;
    }

    /// <summary>A row is durable; true: on with the next one.</summary>
    public bool Count()
    {
        Interlocked.Increment(ref _rows);
        if (_running)
            return true;
        _busy.Signal();
        return false;
    }

    public void Fail(Exception cause)
    {
        _failure = cause;
    }

    public void Dispose() => _busy.Dispose();

    public void Stop()
    {
        _running = false;
        if (!_busy.Wait(TimeSpan.FromSeconds(60)) || _failure is not null)
            throw new InvalidOperationException($"{_busy.CurrentCount} actors did not come to an end.", _failure);
    }
}
