using Akka.Event;
using Fleet.Actors.IconFeed;
using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.Protocol.Watch;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>A journal file and the feed of it. Its time stands still: without a test's doing there is neither a poll nor a checkpoint by the clock.</summary>
internal sealed class TestFeed : IAsyncDisposable
{
    /// <summary>So small that random histories take every way through the code; told about every row.</summary>
    public static readonly FeedOptions Small = new()
    {
        WindowChanges = 4,
        TailRows = 3,
        ReaderRows = 2,
        CheckpointRows = 1,
    };


    private readonly TestFleet _fleet;
    private readonly CommitSignal _signal = new();

    public TestFeed(FeedOptions options, Func<IJournalSource?, IJournalSource?>? wrap = null, StoreKind kind = StoreKind.Sqlite)
    {
        _fleet = new TestFleet(kind);
        Feed = new FleetFeed(
            () => wrap is null ? _fleet.OpenJournal() : wrap(_fleet.OpenJournal()), _signal,
            options with { Pace = TimeSpan.Zero, PacePerReader = TimeSpan.Zero }, Time, NoLogger.Instance);
    }

    public FakeTimeProvider Time { get; } = new();

    public FleetFeed Feed { get; }

    public TestFleet Fleet => _fleet;

    /// <summary>Writes rows without a word to anybody, as another node would.</summary>
    public void WriteElsewhere(IEnumerable<Happening> rows) => _fleet.Write(rows);

    public void Write(IEnumerable<Happening> rows)
    {
        WriteElsewhere(rows);
        _signal.Raise();
    }

    /// <summary>A reader, after an offset or from now on.</summary>
    public async Task<TestReader> Read(long? after = null, WatchFilter? filter = null)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        return new TestReader(await Feed.Open(new WatchQuery(after, "after", filter ?? WatchFilter.All), limit.Token), Patience.Long);
    }

    /// <summary>Lets time go by until something happens.</summary>
    public async Task Elapse(Task until)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        while (!until.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await until;
    }

    public async ValueTask DisposeAsync()
    {
        await Feed.DisposeAsync();
        _fleet.Dispose();
    }
}
