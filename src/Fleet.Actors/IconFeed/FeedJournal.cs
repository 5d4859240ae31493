using Fleet.Journal.Questions;
using Fleet.ReadModel.Queries;
using Fleet.Journal.Reading;
using Fleet.Protocol.Http;
using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>Reads icon changes off the journal.</summary>
internal sealed class FeedJournal : IDisposable
{
    private readonly JournalPool _pool;
    private readonly QuestionGate _turn;

    /// <param name="open">Opens the journal once more; null while nobody has written to it.</param>
    /// <param name="patience">How long the store may owe an answer.</param>
    public FeedJournal(Func<IJournalSource?> open, TimeSpan patience)
    {
        _pool = new JournalPool(open);
        // As many wait as streams may be open; each wants one short stretch at a time, so the turn comes round.
        _turn = new QuestionGate(new GateSettings("feed", Places: 1, Queue: int.MaxValue, patience) { Wait = TimeSpan.MaxValue }, _pool.DropAll);
    }

    /// <summary>The offset of the last row; 0 while there is none.</summary>
    public long End() => _pool.Ask(journal => journal.End()?.Offset ?? 0, 0);

    /// <summary>The offset of the last row of a moment; 0 if the journal began later.</summary>
    public long At(DateTimeOffset moment, DateTimeOffset now) => _pool.Ask(journal => journal.At(moment, now)?.Offset ?? 0, 0);

    /// <summary>Refuses an offset that is not one of the journal.</summary>
    /// <exception cref="QueryException">See <see cref="OffsetCheck"/>.</exception>
    public void Accept(long offset, string parameter) => OffsetCheck.Accept(_pool, offset, parameter);

    /// <summary>What a reader that was at an offset is told next.</summary>
    /// <exception cref="QueryException">The journal was replaced since the reader came: what it was told last is not in it any more.</exception>
    public FeedStretch GoOnAfter(long offset, int rows, WatchFilter filter)
    {
        var stretch = ReadAfter(offset, rows, filter);
        if (stretch.ReplacedAt is not null)
            Accept(offset, "after");
        return stretch;
    }

    /// <summary>The rows after an offset. Of those that cannot be read, which the read model tells, nothing is told.</summary>
    public FeedStretch ReadAfter(long offset, int rows, WatchFilter filter)
    {
        var entries = _pool.Ask(journal => journal.ReadAfter(offset, rows), []);
        if (entries.Count == 0)
            return new FeedStretch(0, offset, []);
        var changes = new List<WatchedChange>();
        long? replacedAt = null;
        foreach (var entry in entries)
        {
            if (entry.IsSuccession)
                replacedAt = entry.Offset;
            else if (entry.IsOfClient && Change(entry) is { } change && filter.Takes(change))
                changes.Add(change);
        }

        return new FeedStretch(entries.Count, entries[^1].Offset, changes, replacedAt);
    }

    /// <summary>Asks something when it is one's turn, one at a time: readers that catch up, however many, do not take the machine away from ingest.</summary>
    /// <exception cref="QuestionRefusedException">The store does not answer.</exception>
    public Task<T> InTurn<T>(Func<FeedJournal, T> ask, CancellationToken cancel) => _turn.Ask(() => ask(this), cancel);

    public void Dispose()
    {
        _turn.Dispose();
        _pool.Dispose();
    }

    private static WatchedChange? Change(JournalEntry entry) => entry.TryRead(out var row, out _) && row.Event.Icon is { } icon
        ? new WatchedChange(entry.Offset, entry.RecordedAt, row.Event.ObservedAt, row.Client, row.After.Group, icon, ChangeCauses.Of(row.Event))
        : null;
}
