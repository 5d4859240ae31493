using System.Collections.Concurrent;
using Akka.Event;
using Fleet.Journal.Stores;

namespace Fleet.Journal;

/// <summary>A store with its writer and its reader, kept in step for each actor.</summary>
internal sealed class JournalEngine : IDisposable
{
    private readonly ConcurrentDictionary<string, PendingWrite> _inFlight = new();
    private readonly IJournalStore _store;
    private readonly GroupCommitWriter _writer;
    private readonly RecoveryReader _reader;

    public JournalEngine(IJournalStore store, JournalSettings settings, Admission admission, JournalMetrics metrics, TimeProvider time, ILoggingAdapter log)
    {
        _store = store;
        _writer = new GroupCommitWriter(store, settings, admission, metrics, time, log);
        _reader = new RecoveryReader(store, metrics, time);
    }

    /// <summary>Ends when the rows are durable and stamped; fails if they are not in the store.</summary>
    public async Task Write(PendingWrite write)
    {
        _inFlight[write.PersistenceId] = write;
        try
        {
            _writer.Add(write);
            await write.Done;
        }
        finally
        {
            _inFlight.TryRemove(KeyValuePair.Create(write.PersistenceId, write));
        }
    }

    /// <summary>The last row of one actor, after its write in flight; null if it has none.</summary>
    /// <remarks>An incarnation that recovered while its predecessor's write is under way would use that write's number again.</remarks>
    public async Task<StoredRow?> ReadLast(string persistenceId)
    {
        if (_inFlight.TryGetValue(persistenceId, out var write))
            await write.Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await _reader.ReadLast(persistenceId);
    }

    /// <summary>Commits and answers what waits, then ends.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _store.Dispose();
    }
}
