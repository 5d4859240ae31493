using Fleet.Journal.Stores;
using Fleet.Journal.Reading;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>Counts how often rows are asked for, over all sources that share a count.</summary>
internal sealed class CountingSource(IJournalSource inner, CountingSource.Reading count) : IJournalSource
{
    public JournalMark? End() => inner.End();

    public JournalMark? Begin() => inner.Begin();

    public JournalMark? At(DateTimeOffset moment) => inner.At(moment);

    public List<JournalEntry> ReadAfter(long offset, int limit)
    {
        count.Add();
        return count.Between(() => inner.ReadAfter(offset, limit));
    }

    public int Count(long offset, long upTo, int most) => inner.Count(offset, upTo, most);

    public long CountOf(string client, long number) => inner.CountOf(client, number);

    public string? NextClient(string after) => inner.NextClient(after);

    public JournalEntry? Row(string client, long number) => inner.Row(client, number);

    public IReadOnlyList<SuccessionMark> Marks() => inner.Marks();

    public JournalEntry? LastRow(string client, long upTo) => inner.LastRow(client, upTo);

    public List<JournalEntry> RowsFrom(string client, long number, int limit) => inner.RowsFrom(client, number, limit);

    public List<JournalEntry> RowsBackFrom(string client, long number, int limit) => inner.RowsBackFrom(client, number, limit);

    public List<JournalEntry> OthersAfter(string first, string below, long offset) => inner.OthersAfter(first, below, offset);

    public void Dispose() => inner.Dispose();

    internal sealed class Reading
    {
        private readonly Lock _turn = new();
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        /// <summary>Thrown by the next reads.</summary>
        public Exception? Failure { get; set; }

        /// <summary>One at a time: a test that changes rows this way does it between two reads.</summary>
        public T Between<T>(Func<T> work)
        {
            lock (_turn)
                return work();
        }

        public void Add()
        {
            Interlocked.Increment(ref _reads);
            if (Failure is { } failure)
                throw failure;
        }
    }
}
