namespace Fleet.Journal;

/// <summary>A bounded queue that gives out all that waits at once.</summary>
internal sealed class WaitingQueue<T>(int capacity)
{
    private readonly object _gate = new();
    private List<T> _waiting = [];
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    /// <summary>False if the queue is full or closed.</summary>
    public bool TryAdd(T item)
    {
        lock (_gate)
        {
            if (_closed || _waiting.Count >= capacity)
                return false;
            _waiting.Add(item);
            if (_waiting.Count == 1)
                Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Blocks until something waits and takes all of it; null once the queue is closed and empty.</summary>
    public List<T>? Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
                Monitor.Wait(_gate);
            return _waiting.Count == 0 ? null : TakeNow();
        }
    }

    /// <summary>Takes what waits now, which may be nothing.</summary>
    public List<T> TakeNow()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = new List<T>(taken.Count);
            return taken;
        }
    }

    /// <summary>Takes no more; what waits is still given out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
