using Fleet.Actors.Journal.Stores;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>The journal in one SQLite file: a connection that writes, another that reads.</summary>
public sealed class SqliteStore(SqliteSettings settings) : IJournalStore
{
    private readonly string _writer = Guid.NewGuid().ToString("N")[..12];
    private SqliteAppender? _appender;
    private SqliteReader? _reader;

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset now)
    {
        try
        {
            Appender().Append(writes, now);
        }
        catch (Exception e) when (FaultOf(e) == StoreFault.Store)
        {
            Drop(ref _appender);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Find(PendingWrite write)
    {
        try
        {
            return Appender().Find(write);
        }
        catch
        {
            Drop(ref _appender);
            throw;
        }
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds)
    {
        try
        {
            return (_reader ??= new SqliteReader(settings)).ReadLast(persistenceIds);
        }
        catch
        {
            Drop(ref _reader);
            throw;
        }
    }

    /// <inheritdoc/>
    public StoreFault FaultOf(Exception exception) => SqliteFaults.Of(exception);

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop(ref _reader);
        Drop(ref _appender);
    }

    private SqliteAppender Appender() => _appender ??= new SqliteAppender(settings, _writer);

    private static void Drop<T>(ref T? connection) where T : class, IDisposable
    {
        connection?.Dispose();
        connection = null;
    }
}
