using Fleet.Journal.Stores;

namespace Fleet.Journal;

/// <summary>One thread that answers all recoveries that wait by one query.</summary>
internal sealed class RecoveryReader : IDisposable
{
    private readonly IJournalStore _store;
    private readonly JournalMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly WaitingQueue<RecoveryRequest> _queue = new(int.MaxValue);
    private readonly Thread _thread;

    public RecoveryReader(IJournalStore store, JournalMetrics metrics, TimeProvider time)
    {
        _store = store;
        _metrics = metrics;
        _time = time;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal reader" };
        _thread.Start();
    }

    /// <summary>The last row of one actor; null if it has none.</summary>
    public Task<StoredRow?> ReadLast(string persistenceId)
    {
        var request = new RecoveryRequest(persistenceId);
        if (!_queue.TryAdd(request))
            request.Answer.SetException(new StoreUnavailableException("The journal is shutting down."));
        return request.Answer.Task;
    }

    /// <summary>Answers what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
    }

    private void Run()
    {
        while (_queue.Take() is { } requests)
            Answer(requests);
    }

    private void Answer(List<RecoveryRequest> requests)
    {
        var start = _time.GetTimestamp();
        Dictionary<string, StoredRow> rows;
        try
        {
            rows = _store.ReadLast(requests.ConvertAll(request => request.PersistenceId).Distinct().ToList()).ToDictionary(row => row.PersistenceId);
        }
        catch (Exception e) when (requests.Count > 1 && _store.FaultOf(e) != StoreFault.Store)
        {
            // One damaged page must not keep the others from recovering.
            foreach (var request in requests)
                Answer([request]);
            return;
        }
        catch (Exception e)
        {
            // Of a store that is away, one by one would be one wait after the other.
            foreach (var request in requests)
                request.Answer.SetException(e);
            return;
        }

        _metrics.Recovered(requests.Count, _time.GetElapsedTime(start));
        foreach (var request in requests)
            request.Answer.SetResult(rows.GetValueOrDefault(request.PersistenceId));
    }

    private sealed record RecoveryRequest(string PersistenceId)
    {
        // The reader reads; what is read is decoded on other threads.
        public TaskCompletionSource<StoredRow?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
