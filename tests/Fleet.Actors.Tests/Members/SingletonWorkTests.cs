using System.Collections.Concurrent;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Members;

/// <summary>Work that one node of a cluster does at a time.</summary>
[Trait("Needs", "processes")]
public sealed class SingletonWorkTests : IDisposable
{
    private readonly TestStore _store = new(StoreKind.Postgres);
    private readonly ConcurrentQueue<string> _told = [];

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_oldest_node_does_it_and_the_next_one_when_that_has_left()
    {
        var oldest = await TestNode.Start(_store, seed: null);
        await using (oldest)
        {
            oldest.HostWork("work", stop => Work("oldest", stop));
            Eventually.True(() => !_told.IsEmpty, "it has begun");
            await using var next = await TestNode.Start(_store, oldest.Address);
            next.HostWork("work", stop => Work("next", stop));
            Eventually.True(() => next.Members == 2 && oldest.Members == 2, "both are up");
            Assert.Equal(["oldest begins"], _told);

            await oldest.DisposeAsync();
            Eventually.True(() => _told.Contains("next begins"), "the next one has begun");
            // The one had ended before the other began.
            Assert.Equal(["oldest begins", "oldest ends", "next begins"], _told);
        }
    }

    [Fact]
    public async Task Work_that_fails_begins_anew()
    {
        await using var node = await TestNode.Start(_store, seed: null);
        node.HostWork("work", stop => _told.IsEmpty ? Fail() : Work("the next", stop));
        Eventually.True(() => _told.Contains("the next begins"), "it has begun anew");
        Assert.Equal(["fails", "the next begins"], _told);

        Task Fail()
        {
            _told.Enqueue("fails");
            throw new InvalidOperationException("on purpose");
        }
    }

    private async Task Work(string who, CancellationToken stop)
    {
        _told.Enqueue($"{who} begins");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => _told.Enqueue($"{who} ends"), TaskScheduler.Default);
    }
}
