using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>Reads icon changes off the journal.</summary>
/// <param name="open">Opens the journal once more; null while nobody has written to it.</param>
internal sealed class FeedJournal(Func<IJournalSource?> open) : IDisposable
{
    private readonly JournalPool _pool = new(open);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The offset of the last row; 0 while there is none.</summary>
    public long End() => _pool.Ask(journal => journal.End()?.Offset ?? 0, 0);

    /// <summary>The rows behind an offset.</summary>
    public FeedStretch ReadAfter(long offset, int rows, WatchFilter filter)
    {
        var entries = _pool.Ask(journal => journal.ReadAfter(offset, rows), []);
        if (entries.Count == 0)
            return new FeedStretch(0, offset, []);
        var changes = new List<WatchedChange>();
        foreach (var entry in entries.Where(entry => entry.IsOfClient))
        {
            if (Change(entry) is { } change && filter.Takes(change))
                changes.Add(change);
        }

        return new FeedStretch(entries.Count, entries[^1].Offset, changes);
    }

    /// <summary>Asks something when it is one's turn, one at a time: readers that catch up, however many, do not take the machine away from ingest.</summary>
    public async Task<T> InTurn<T>(Func<FeedJournal, T> ask, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return ask(this);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _pool.Dispose();
        _turn.Dispose();
    }

    private static WatchedChange? Change(JournalEntry entry)
    {
        var (happened, after) = entry.Decode();
        return happened.Icon is null ? null : new WatchedChange(
            entry.Offset, entry.RecordedAt, happened.ObservedAt, ClientId.Parse(entry.Client), after.Group, happened.Icon, Words.Of(HistoryItem.CauseOf(happened)));
    }
}
