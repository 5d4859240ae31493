using Fleet.Actors.IconFeed;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Watch;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

public sealed class WindowTests
{
    private readonly FeedWindow _window = new(capacity: 4);
    private readonly WatchedChange[] _into = new WatchedChange[3];

    [Fact]
    public void Before_it_is_opened_it_knows_nothing() => Assert.Equal(-1, _window.Read(long.MaxValue, _into, out _));

    [Fact]
    public void It_is_complete_after_the_offset_it_was_opened_at()
    {
        _window.Open(10);
        Assert.Equal(-1, _window.Read(9, _into, out _));
        Assert.Equal(0, _window.Read(10, _into, out var upTo));
        Assert.Equal(10, upTo);
        _window.Append([Change(12), Change(15)], 20);
        Assert.Equal([12, 15], Read(10, 20));
        Assert.Equal([15], Read(12, 20));
        Assert.Equal([], Read(15, 20));
        Assert.Equal([], Read(30, 30));
    }

    [Fact]
    public void What_does_not_fit_is_left_for_the_next_time()
    {
        _window.Open(0);
        _window.Append([Change(1), Change(2), Change(3), Change(4)], 9);
        Assert.Equal([1, 2, 3], Read(0, 3));
        Assert.Equal([4], Read(3, 9));
    }

    [Fact]
    public void It_holds_so_many_and_knows_from_where_on()
    {
        _window.Open(0);
        _window.Append([.. Enumerable.Range(1, 1_001).Select(offset => Change(offset))], 2_000);
        Assert.Equal(-1, _window.Read(996, _into, out _));
        Assert.Equal([998, 999, 1000], Read(997, 1000));
        Assert.Equal([1001], Read(1000, 2_000));
    }

    [Fact]
    public void Closed_and_opened_again_it_has_nothing_of_before()
    {
        _window.Open(0);
        _window.Append([Change(1), Change(2)], 2);
        _window.Close();
        Assert.Equal(-1, _window.Read(2, _into, out _));
        _window.Open(2);
        _window.Append([Change(3)], 3);
        Assert.Equal(-1, _window.Read(1, _into, out _));
        Assert.Equal([3], Read(2, 3));
    }

    private List<long> Read(long after, long expectedUpTo)
    {
        var length = _window.Read(after, _into, out var upTo);
        Assert.Equal(expectedUpTo, upTo);
        return [.. _into.Take(length).Select(change => change.Offset)];
    }

    private static WatchedChange Change(long offset) => new(
        offset, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, ClientId.Parse("a"), GroupName.Default, new IconChange(null, Icon.All[0], Conditions.None), ChangeCause.Report);
}
