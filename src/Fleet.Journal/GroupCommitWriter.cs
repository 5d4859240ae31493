using System.Runtime.InteropServices;
using Akka.Event;
using Fleet.Journal.Stores;

namespace Fleet.Journal;

/// <summary>One thread that commits all writes that wait as one transaction: while one is on its way to the disk, the next one gathers.</summary>
/// <remarks>
/// A failing store is tried again for a while, and everything fails after that; nothing gets in until it works again, which is
/// found out without sacrificing a write. A row that the store will never take is found by halving and fails alone.
/// </remarks>
internal sealed class GroupCommitWriter : IDisposable
{
    private readonly IJournalStore _store;
    private readonly JournalSettings _settings;
    private readonly Admission _admission;
    private readonly JournalMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log;
    private readonly WaitingQueue<PendingWrite> _queue;
    private readonly ClockWatch _clock;
    private readonly Thread _thread;
    private Outage? _outage;

    public GroupCommitWriter(
        IJournalStore store, JournalSettings settings, Admission admission, JournalMetrics metrics, TimeProvider time, ILoggingAdapter log)
    {
        _store = store;
        _settings = settings;
        _admission = admission;
        _metrics = metrics;
        _time = time;
        _log = log;
        _clock = new ClockWatch(settings, metrics, time, log);
        _queue = new WaitingQueue<PendingWrite>(settings.QueueCapacity);
        metrics.WatchQueue(() => _queue.Count);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>Hands a write over. It ends when it is durable or failed.</summary>
    public void Add(PendingWrite write)
    {
        if (!_queue.TryAdd(write))
            write.Fail(new StoreUnavailableException(_queue.IsClosed ? "The journal is shutting down." : "Too many writes wait for the journal."));
    }

    /// <summary>Commits what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
    }

    private void Run()
    {
        while (_queue.Take() is { } batch)
        {
            Settle(batch);
            while (_outage is not null && !_queue.IsClosed)
            {
                _outage.Wait();
                var waiting = _queue.TakeNow();
                if (_outage.IsHopeless)
                {
                    // They have waited long enough, too: the store is tried without them.
                    GiveUp(waiting, _outage);
                    waiting = [];
                }

                Settle(waiting);
            }
        }
    }

    /// <summary>Ends every write of a batch, one way or the other.</summary>
    private void Settle(List<PendingWrite> batch)
    {
        while (true)
        {
            var start = _time.GetTimestamp();
            try
            {
                Commit(batch);
                Recover();
                return;
            }
            catch (Exception e) when (_store.FaultOf(e).IsOfStore())
            {
                var outage = Suffer(e, start);
                if (batch.Count == 0 || outage.IsHopeless)
                {
                    GiveUp(batch, outage);
                    return;
                }

                outage.Wait();
            }
        }
    }

    private static void GiveUp(List<PendingWrite> batch, Outage outage)
    {
        foreach (var write in batch.Where(write => !write.IsSettled))
            write.Fail(new StoreUnavailableException($"The journal cannot be written: {outage.Cause.Message}", outage.Cause));
    }

    private void Commit(List<PendingWrite> batch)
    {
        if (batch.Count == 0)
        {
            _store.Probe();
            return;
        }

        // The error may have hit the answer to a commit, not the commit.
        if (_outage is not null)
            Look(batch);
        Append(CollectionsMarshal.AsSpan(batch));
    }

    /// <summary>Takes out of a batch, and ends, what is in the store already.</summary>
    private void Look(List<PendingWrite> batch)
    {
        batch.RemoveAll(write => write.IsSettled);
        foreach (var write in _store.Find(batch))
            write.Complete();
        batch.RemoveAll(write => write.IsSettled);
    }

    private void Append(ReadOnlySpan<PendingWrite> writes)
    {
        if (writes.IsEmpty)
            return;
        var start = _time.GetTimestamp();
        var now = _time.GetUtcNow();
        DateTimeOffset clock;
        try
        {
            // A clock in the place of the system's is the one that counts; else the store has one for all nodes.
            clock = _store.Append(writes, _time == TimeProvider.System ? null : now);
        }
        catch (Exception e) when (_store.FaultOf(e) is StoreFault.Row or StoreFault.Conflict)
        {
            if (writes.Length == 1)
            {
                Fail(writes[0], e);
                return;
            }

            Append(writes[..(writes.Length / 2)]);
            Append(writes[(writes.Length / 2)..]);
            return;
        }

        var rows = 0;
        foreach (var write in writes)
        {
            rows += write.Rows.Length;
            write.Complete();
        }

        _metrics.Committed(rows, _time.GetElapsedTime(start));
        _clock.Compare(writes[^1].Rows[^1].RecordedAt, clock, now);
    }

    /// <summary>A server may finish a commit after its broken connection, and after the look for it: then the conflict is with the very same row.</summary>
    private void Fail(PendingWrite write, Exception cause)
    {
        if (_outage is not null && _store.Find([write]).Count == 1)
            write.Complete();
        else
            write.Fail(cause);
    }

    private Outage Suffer(Exception e, long since)
    {
        if (_outage is null)
            _log.Error(e, "The journal cannot be written; trying again until it can.");
        _outage ??= new Outage(_settings, _time, since) { Cause = e };
        _outage.Cause = e;
        _admission.Fail(e.Message, _outage.Pause);
        return _outage;
    }

    private void Recover()
    {
        if (_outage is null)
            return;
        _log.Info("The journal can be written again.");
        _outage = null;
        _admission.Recover();
    }
}
