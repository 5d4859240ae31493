using Fleet.Journal.Sql;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Sql;

/// <summary>Connections are kept for the next who asks: a bounded number, for a bounded time, and none that may be broken.</summary>
public sealed class ConnectionPoolTests
{
    private int _open;

    [Fact]
    public void No_more_are_kept_than_the_bound()
    {
        using var pool = Pool(most: 2, Patience.Long);
        var lent = Enumerable.Range(0, 5).Select(_ => pool.Open()).ToList();
        Assert.Equal(5, _open);
        lent.ForEach(pool.Return);
        Assert.Equal((2, 2), (_open, pool.Idle));
    }

    [Fact]
    public void What_nobody_uses_is_closed()
    {
        using var pool = Pool(most: 2, TimeSpan.FromMilliseconds(50));
        pool.Return(pool.Open());
        Eventually.True(() => Volatile.Read(ref _open) == 0, "closed");
    }

    [Fact]
    public void When_one_has_failed_all_that_were_opened_before_go()
    {
        using var pool = Pool(most: 5, Patience.Long);
        var (failed, lent) = (pool.Open(), pool.Open());
        pool.Return(pool.Open());
        failed.Connection.Dispose();
        pool.DropAll();
        Assert.Equal(1, _open);
        pool.Return(lent);
        Assert.Equal((0, 0), (_open, pool.Idle));
        pool.Return(pool.Open());
        Assert.Equal((1, 1), (_open, pool.Idle));
    }

    private ConnectionPool<Connection> Pool(int most, TimeSpan keep) => new(
        () =>
        {
            Interlocked.Increment(ref _open);
            return new Connection(() => Interlocked.Decrement(ref _open));
        },
        most, keep);

    private sealed class Connection(Action closed) : IDisposable
    {
        public void Dispose() => closed();
    }
}
