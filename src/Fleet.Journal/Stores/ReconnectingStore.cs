namespace Fleet.Journal.Stores;

/// <summary>A store with a connection that writes and another that reads, each opened when it is first needed and again after a failure.</summary>
/// <param name="openAppender">Opens a way to write; it is given the last row that was written before.</param>
/// <param name="openReader">Opens a way to read.</param>
/// <param name="faultOf">See <see cref="IJournalStore.FaultOf"/>.</param>
internal sealed class ReconnectingStore(Func<KnownRow?, IStoreAppender> openAppender, Func<IStoreReader> openReader, Func<Exception, StoreFault> faultOf) : IJournalStore
{
    private KnownRow? _last;
    private IStoreAppender? _appender;
    private IStoreReader? _reader;

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        try
        {
            var clock = Appender().Append(writes, now);
            if (!writes.IsEmpty)
                _last = new KnownRow(writes[^1].Rows[^1].Offset, writes[^1].Rows[^1].RecordedAt);
            return clock;
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

    private IStoreAppender Appender() => _appender ??= openAppender(_last);

    private static void Drop<T>(ref T? connection) where T : class, IDisposable
    {
        connection?.Dispose();
        connection = null;
    }
}
