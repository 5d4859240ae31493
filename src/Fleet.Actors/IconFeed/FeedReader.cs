using System.Runtime.CompilerServices;
using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>One reader's place in the stream. It pulls: what it does not ask for is not kept for it.</summary>
public sealed class FeedReader : IDisposable
{
    private readonly FeedJournal _journal;
    private readonly FeedTail _tail;
    private readonly FeedMetrics _metrics;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly WatchFilter _filter;
    private readonly WatchedChange[] _copied;
    private long _cursor;
    private long? _catchUpTo;
    private long _told;
    private long _toldAt;
    private bool _isDisposed;

    /// <param name="journal">For what is not in the window.</param>
    /// <param name="tail">For what is.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="options">The sizes.</param>
    /// <param name="time">Measures how long nothing was told.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="after">After which offset.</param>
    /// <param name="end">Where the journal ends now: live from there.</param>
    internal FeedReader(
        FeedJournal journal, FeedTail tail, FeedMetrics metrics, FeedOptions options, TimeProvider time, WatchFilter filter, long after, long end)
    {
        _journal = journal;
        _tail = tail;
        _metrics = metrics;
        _options = options;
        _time = time;
        _filter = filter;
        _copied = new WatchedChange[options.ReaderRows];
        _cursor = _told = after;
        _catchUpTo = end;
        _toldAt = time.GetTimestamp();
        tail.Join();
    }

    /// <summary>The stream, without an end. To be enumerated once, by one reader.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ReadModel.Queries.QueryException">Another journal took the place of the one that was read: <c>journal-replaced</c>.</exception>
    /// <exception cref="Exception">The journal cannot be read: resume later.</exception>
    public async IAsyncEnumerable<FeedDelivery> Follow([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            // Before the look: what comes in after it ends this task.
            var news = _tail.Next;
            var stretch = Live() ?? await CatchUp(cancel);
            var isAtEnd = stretch.UpTo == _cursor;
            _cursor = stretch.UpTo;
            var mark = Mark(stretch.Changes);
            if (mark != FeedMark.None || stretch.Changes.Count > 0)
            {
                _told = mark == FeedMark.None ? stretch.Changes[^1].Offset : _cursor;
                _toldAt = _time.GetTimestamp();
                yield return new FeedDelivery(stretch.Changes, mark, _cursor);
            }

            if (isAtEnd)
                await news.WaitAsync(cancel);
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
            _tail.Leave();
        _isDisposed = true;
    }

    /// <summary>From the window; null if it does not reach back so far.</summary>
    private FeedStretch? Live()
    {
        var copied = _tail.Window.Read(_cursor, _copied, out var upTo);
        if (copied < 0)
            return null;
        List<WatchedChange>? wanted = null;
        foreach (var change in _copied.AsSpan(0, copied))
        {
            if (_filter.Takes(change))
                (wanted ??= []).Add(change);
        }

        return new FeedStretch(copied, upTo, wanted ?? (IReadOnlyList<WatchedChange>)[]);
    }

    private async Task<FeedStretch> CatchUp(CancellationToken cancel)
    {
        // Before the tail's first look there is no window to have fallen out of.
        if (_catchUpTo is null && _tail.Window.IsOpen)
        {
            _catchUpTo = _tail.Window.End;
            _metrics.FellBehind();
        }

        return await _journal.InTurn(journal => journal.GoOnAfter(_cursor, _options.ReaderRows, _filter), cancel);
    }

    private FeedMark Mark(IReadOnlyList<WatchedChange> changes)
    {
        if (_cursor >= _catchUpTo)
        {
            _catchUpTo = null;
            return FeedMark.CaughtUp;
        }

        var isOverdue = _cursor - _told >= _options.CheckpointRows || _time.GetElapsedTime(_toldAt) >= _options.CheckpointEvery;
        return changes.Count == 0 && isOverdue ? FeedMark.Checkpoint : FeedMark.None;
    }
}
