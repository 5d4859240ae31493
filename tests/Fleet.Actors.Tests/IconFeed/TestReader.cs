using Fleet.Actors.IconFeed;
using Fleet.Protocol.Watch;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>A reader as the other end of a connection sees it: item by item, with the id of the last one.</summary>
internal sealed class TestReader : IAsyncDisposable
{
    private readonly FeedReader _reader;
    private readonly CancellationTokenSource _cancel;
    private readonly IAsyncEnumerator<FeedDelivery> _deliveries;
    private readonly Queue<(WatchedChange? Change, FeedMark Mark, long Id)> _items = [];

    public TestReader(FeedReader reader, TimeSpan patience)
    {
        _reader = reader;
        _cancel = new CancellationTokenSource(patience);
        _deliveries = reader.Follow(_cancel.Token).GetAsyncEnumerator(_cancel.Token);
    }

    /// <summary>All changes so far.</summary>
    public List<WatchedChange> Changes { get; } = [];

    /// <summary>Of the last item; null before the first.</summary>
    public long? LastId { get; private set; }

    /// <summary>The next item; never ends by itself.</summary>
    public async Task<(WatchedChange? Change, FeedMark Mark)> Next()
    {
        while (_items.Count == 0)
        {
            Assert.True(await _deliveries.MoveNextAsync(), "The stream came to an end.");
            var delivery = _deliveries.Current;
            foreach (var change in delivery.Changes)
                _items.Enqueue((change, FeedMark.None, change.Offset));
            if (delivery.Mark != FeedMark.None)
                _items.Enqueue((null, delivery.Mark, delivery.Offset));
        }

        var (next, mark, id) = _items.Dequeue();
        LastId = id;
        if (next is not null)
            Changes.Add(next);
        return (next, mark);
    }

    /// <summary>Reads on until the last id is an offset or after it.</summary>
    public async Task Until(long offset)
    {
        while (!(LastId >= offset))
            await Next();
    }

    /// <summary>Reads on to the next mark of a kind.</summary>
    public async Task Until(FeedMark kind)
    {
        while ((await Next()).Mark != kind)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cancel.CancelAsync();
        await _deliveries.DisposeAsync();
        _reader.Dispose();
        _cancel.Dispose();
    }
}
