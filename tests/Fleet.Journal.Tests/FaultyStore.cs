using Fleet.Journal.Stores;

namespace Fleet.Journal.Tests;

/// <summary>A real store that can be made to fail, to wait and to count.</summary>
public sealed class FaultyStore(IJournalStore real) : IJournalStore
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _appends;
    private int _probes;
    private int _inside;

    /// <summary>Thrown before anything is written, as long as it gives an exception.</summary>
    public Func<PendingWrite[], Exception?> BeforeAppend { get; set; } = _ => null;

    /// <summary>Thrown after the commit: its outcome is unknown to the writer.</summary>
    public Func<PendingWrite[], Exception?> AfterAppend { get; set; } = _ => null;

    /// <summary>Thrown instead of a probe's success.</summary>
    public Func<Exception?> OnProbe { get; set; } = () => null;

    /// <summary>Thrown instead of a read.</summary>
    public Func<IReadOnlyCollection<string>, Exception?> BeforeRead { get; set; } = _ => null;

    /// <summary>Sizes of the transactions that were tried.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>How many ids each query asked for.</summary>
    public List<int> Queries { get; } = [];

    public int RowsRead { get; private set; }

    /// <summary>Writes in the transaction that is tried now, or was last.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public int Appends => Volatile.Read(ref _appends);

    public int Probes => Volatile.Read(ref _probes);

    /// <summary>Everything that comes now waits inside the store until <see cref="Open"/>.</summary>
    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        Volatile.Write(ref _inside, writes.Length);
        Interlocked.Increment(ref _appends);
        _open.Wait();
        Batches.Add(writes.Length);
        Throw(BeforeAppend(writes.ToArray()));
        var clock = real.Append(writes, now);
        Throw(AfterAppend(writes.ToArray()));
        return clock;
    }

    /// <summary>Writes without counting, failing or waiting.</summary>
    public void AppendUnseen(PendingWrite[] writes) => real.Append(writes, DateTimeOffset.UnixEpoch);

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes) => real.Find(writes);

    public void Probe()
    {
        Interlocked.Increment(ref _probes);
        Throw(OnProbe());
        real.Probe();
    }

    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds)
    {
        _open.Wait();
        Queries.Add(persistenceIds.Count);
        Throw(BeforeRead(persistenceIds));
        var rows = real.ReadLast(persistenceIds);
        RowsRead += rows.Count;
        return rows;
    }

    public StoreFault FaultOf(Exception exception) => exception switch
    {
        BadRowException => StoreFault.Row,
        DamagedPageException => StoreFault.Damage,
        _ => real.FaultOf(exception),
    };

    public void Dispose()
    {
        _open.Dispose();
        real.Dispose();
    }

    private static void Throw(Exception? exception)
    {
        if (exception is not null)
            throw exception;
    }

    public sealed class DamagedPageException() : Exception("a damaged page");

    public sealed class BadRowException() : Exception("this row will never be taken");
}
