namespace Fleet.Journal.Sql;

/// <summary>
/// Connections that are lent, each to one thread at a time. What is not used for a while is closed; when one fails, all that were
/// opened before go, as what broke one has broken the others.
/// </summary>
/// <param name="open">Opens one more; never called inside a lock.</param>
/// <param name="most">So many are kept.</param>
/// <param name="keep">For so long at most without being used.</param>
public sealed class ConnectionPool<T>(Func<T> open, int most, TimeSpan keep) : IDisposable
    where T : IDisposable
{
    private readonly Lock _gate = new();
    // The one used last is lent first, so that those that are not needed grow old.
    private readonly List<(T Connection, long Since)> _idle = [];
    private int _age;
    private Timer? _closing;
    private bool _isClosed;

    /// <summary>How many are open and not lent.</summary>
    public int Idle
    {
        get
        {
            lock (_gate)
                return _idle.Count;
        }
    }

    /// <summary>Lends one that is kept; false: there is none.</summary>
    public bool TryTake(out Lent<T> lent)
    {
        lock (_gate)
        {
            lent = default;
            if (_idle.Count == 0)
                return false;
            lent = new Lent<T>(_idle[^1].Connection, _age);
            _idle.RemoveAt(_idle.Count - 1);
            return true;
        }
    }

    /// <summary>Opens one more and lends it.</summary>
    public Lent<T> Open()
    {
        var age = Volatile.Read(ref _age);
        return new Lent<T>(open(), age);
    }

    /// <summary>Takes one back that may be used again.</summary>
    public void Return(Lent<T> lent)
    {
        lock (_gate)
        {
            if (!_isClosed && lent.Age == _age && _idle.Count < most)
            {
                _idle.Add((lent.Connection, TimeProvider.System.GetTimestamp()));
                _closing ??= new Timer(_ => Close(unusedFor: keep), null, keep, keep);
                return;
            }
        }

        lent.Connection.Dispose();
    }

    /// <summary>Closes all that are not lent, and those that are when they come back.</summary>
    public void DropAll()
    {
        lock (_gate)
            _age++;
        Close(unusedFor: TimeSpan.Zero);
    }

    /// <summary>Nothing is kept any more.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isClosed = true;
        _closing?.Dispose();
        DropAll();
    }

    private void Close(TimeSpan unusedFor)
    {
        List<(T Connection, long Since)> old;
        lock (_gate)
        {
            old = _idle.FindAll(idle => TimeProvider.System.GetElapsedTime(idle.Since) >= unusedFor);
            _idle.RemoveRange(0, old.Count);
        }

        foreach (var (connection, _) in old)
            connection.Dispose();
    }
}

/// <summary>A connection that is lent.</summary>
/// <param name="Connection">To be given back, or disposed of.</param>
/// <param name="Age">Of the pool when it was opened.</param>
public readonly record struct Lent<T>(T Connection, int Age);
