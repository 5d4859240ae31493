namespace Fleet.Journal.Stores;

/// <summary>A store made slow on purpose, for tests of what stands on it: every transaction waits first.</summary>
/// <param name="store">The store itself.</param>
/// <param name="delay">Of each transaction, whatever its size.</param>
/// <param name="time">The clock of the wait.</param>
internal sealed class DelayedStore(IJournalStore store, TimeSpan delay, TimeProvider time) : IJournalStore
{
    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        Wait();
        return store.Append(writes, now);
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes) => store.Find(writes);

    public void Probe()
    {
        Wait();
        store.Probe();
    }

    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds) => store.ReadLast(persistenceIds);

    public StoreFault FaultOf(Exception exception) => store.FaultOf(exception);

    public void Dispose() => store.Dispose();

    private void Wait() => Task.Delay(delay, time).GetAwaiter().GetResult();
}
