using System.Diagnostics.Metrics;
using Fleet.Actors.IconFeed;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>Many readers, slow ones, and a journal that fails.</summary>
[Collection(nameof(TestFeed))]
public sealed class CrowdTests
{
    [Fact]
    public async Task Live_readers_share_one_reading_of_the_journal()
    {
        const int readers = 500, commits = 20;
        var flips = new Flips();
        var count = new CountingSource.Reading();
        await using var feed = new TestFeed(FeedOptions.Default, journal => journal is null ? null : new CountingSource(journal, count));
        feed.Write(flips.Next(1));
        var crowd = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => feed.Read()));
        await Task.WhenAll(crowd.Select(reader => reader.Until(FeedMark.CaughtUp)));
        // The first change that all of them see: from here on the tail is at the end.
        feed.Write(flips.Next(1));
        await Task.WhenAll(crowd.Select(reader => reader.Until(2)));

        var before = count.Reads;
        for (var i = 1; i <= commits; i++)
        {
            feed.Write(flips.Next(1));
            await Task.WhenAll(crowd.Select(reader => reader.Until(2 + i)));
        }

        // For each commit the look that finds it, and one more that a late signal brings about.
        Assert.InRange(count.Reads - before, commits, 2 * commits + 1);
        Assert.All(crowd, reader => Assert.Equal(commits + 1, reader.Changes.Count));
        // One object, and one JSON of it, for all.
        Assert.All(crowd, reader => Assert.Same(crowd[0].Changes[^1], reader.Changes[^1]));
        Assert.All(crowd, reader => Assert.True(crowd[0].Changes[^1].Json.Equals(reader.Changes[^1].Json)));
        foreach (var reader in crowd)
            await reader.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_that_come_at_once_wait_for_their_turn()
    {
        using var turn = new ManualResetEventSlim();
        var patience = TimeSpan.FromSeconds(1);
        await using var feed = new TestFeed(
            FeedOptions.Default with { Patience = patience },
            journal =>
            {
                turn.Wait();
                return journal;
            });
        feed.Write(new Flips().Next(1));
        // The first one takes longer than a store may be silent; but the store is not what it waits for.
        using var timer = new Timer(_ => turn.Set(), null, patience * 2, Timeout.InfiniteTimeSpan);
        foreach (var reader in await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => feed.Read())))
        {
            await reader.Until(FeedMark.CaughtUp);
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_reader_that_does_not_keep_up_is_sent_back_to_the_journal_and_misses_nothing()
    {
        var flips = new Flips();
        using var fellBehind = new Counted("fleet_feed_fell_behind_total");
        await using var feed = new TestFeed(TestFeed.Small);
        feed.Write(flips.Next(1));
        await using var slow = await feed.Read();
        await using var quick = await feed.Read();
        await slow.Until(FeedMark.CaughtUp);
        await quick.Until(FeedMark.CaughtUp);
        feed.Write(flips.Next(1));
        await slow.Until(2);

        var before = fellBehind.Value;
        for (var i = 3; i <= 100; i++)
        {
            feed.Write(flips.Next(1));
            await quick.Until(i);
        }

        await slow.Until(FeedMark.CaughtUp);
        Assert.True(fellBehind.Value > before);
        Assert.Equal(Enumerable.Range(2, 99), slow.Changes.Select(change => (int)change.Offset));
        Assert.Equal(Enumerable.Range(2, 99), quick.Changes.Select(change => (int)change.Offset));
    }

    [Fact]
    public async Task Readers_outlive_a_journal_that_cannot_be_read_for_a_while()
    {
        var flips = new Flips();
        var count = new CountingSource.Reading();
        await using var feed = new TestFeed(FeedOptions.Default, journal => journal is null ? null : new CountingSource(journal, count));
        feed.Write(flips.Next(1));
        await using var reader = await feed.Read();
        await reader.Until(FeedMark.CaughtUp);
        feed.Write(flips.Next(1));
        await reader.Until(2);

        count.Failure = new IOException("the disk is gone");
        var reads = count.Reads;
        feed.Write(flips.Next(1));
        // Before time goes by: the tail is told, and looks.
        Eventually.True(() => count.Reads > reads, "the journal was asked");
        await feed.Elapse(reader.Until(FeedMark.Checkpoint));
        Assert.Equal(2, reader.LastId);

        count.Failure = null;
        await feed.Elapse(reader.Until(3));
        Assert.Equal([2L, 3L], reader.Changes.Select(change => change.Offset));
    }

    [Fact]
    public async Task The_gauge_counts_open_streams()
    {
        using var readers = new Counted("fleet_feed_readers");
        await using var feed = new TestFeed(FeedOptions.Default);
        // Those of the test before may still be on their way out.
        Eventually.True(() => readers.Observe() == 0, "the readers of other tests gone");
        var first = await feed.Read();
        await using var second = await feed.Read();
        Assert.Equal(2, readers.Observe());
        await first.DisposeAsync();
        Assert.Equal(1, readers.Observe());
    }

    /// <summary>What an instrument of any feed in this process has measured: the tests of feeds run one after the other.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _value;

        public Counted(string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _value, value));
            _listener.SetMeasurementEventCallback<int>((_, value, _, _) => Interlocked.Add(ref _value, value));
            _listener.Start();
        }

        public long Value => Interlocked.Read(ref _value);

        public long Observe()
        {
            Interlocked.Exchange(ref _value, 0);
            _listener.RecordObservableInstruments();
            return Value;
        }

        public void Dispose() => _listener.Dispose();
    }
}
