namespace Fleet.Actors.Journal.Stores;

/// <summary>A store with a connection that writes and another that reads, each opened when it is first needed and again after a failure.</summary>
internal sealed class ReconnectingStore(Func<IStoreAppender> openAppender, Func<IStoreReader> openReader, Func<Exception, StoreFault> faultOf) : IJournalStore
{
    private IStoreAppender? _appender;
    private IStoreReader? _reader;

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        try
        {
            return Appender().Append(writes, now);
        }
        catch (Exception e) when (FaultOf(e).IsOfStore())
        {
            Drop(ref _appender);
            throw;
        }
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes)
    {
        try
        {
            return Appender().Find(writes);
        }
        catch
        {
            Drop(ref _appender);
            throw;
        }
    }

    public void Probe()
    {
        try
        {
            Appender().Probe();
        }
        catch
        {
            Drop(ref _appender);
            throw;
        }
    }

    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds)
    {
        try
        {
            return (_reader ??= openReader()).ReadLast(persistenceIds);
        }
        catch
        {
            Drop(ref _reader);
            throw;
        }
    }

    public StoreFault FaultOf(Exception exception) => faultOf(exception);

    public void Dispose()
    {
        Drop(ref _reader);
        Drop(ref _appender);
    }

    private IStoreAppender Appender() => _appender ??= openAppender();

    private static void Drop<T>(ref T? connection) where T : class, IDisposable
    {
        connection?.Dispose();
        connection = null;
    }
}
