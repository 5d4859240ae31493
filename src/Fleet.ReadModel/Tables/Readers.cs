using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables;

/// <summary>Who reads the tables now. Nobody waits for who replaces them: he is told to come again.</summary>
internal sealed class Readers
{
    private readonly object _gate = new();
    private int _count;
    private bool _isClosed;

    /// <exception cref="ReadModelUnavailableException">The tables are being replaced.</exception>
    public void Enter()
    {
        lock (_gate)
        {
            if (_isClosed)
                throw new ReadModelUnavailableException("The read model is being replaced.");
            _count++;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_count == 0)
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the last one has left, and lets nobody in until the work is done, which is not done inside the lock.</summary>
    public void WhileNone(Action work)
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_count > 0)
                Monitor.Wait(_gate);
        }

        try
        {
            work();
        }
        finally
        {
            lock (_gate)
                _isClosed = false;
        }
    }
}
