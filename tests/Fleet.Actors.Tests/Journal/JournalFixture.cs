using Akka.Event;
using Fleet.Actors.Journal;
using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.Journal.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Actors.Tests.Journal;

/// <summary>The journal without Akka around it: a writer and a reader on a real file, a clock and a store that can be made to fail.</summary>
public sealed class JournalFixture : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="config">Laid over the shipped configuration.</param>
    /// <param name="file">Where the journal is; null: in a folder of its own.</param>
    public JournalFixture(string config = "", string? file = null)
    {
        Settings = JournalSystem.Settings(file ?? _folder.File("journal.db"), config);
        Admission = new Admission(Settings.MaxInFlight, Settings.BusyRetryAfter);
        Store = new FaultyStore(new SqliteStore(Settings.Sqlite));
        Engine = Start();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    public JournalSettings Settings { get; }

    public JournalMetrics Metrics { get; } = new();

    public Admission Admission { get; }

    public FaultyStore Store { get; private set; }

    internal JournalEngine Engine { get; private set; }

    /// <summary>Ends the journal and starts it anew on the same file.</summary>
    public void Restart()
    {
        Engine.Dispose();
        Store = new FaultyStore(new SqliteStore(Settings.Sqlite));
        Engine = Start();
    }

    /// <summary>Fills the queue behind a write that is held inside the store, so that all of these go into one transaction.</summary>
    public Task[] WriteTogether(params PendingWrite[] writes)
    {
        Store.Close();
        var before = Store.Appends;
        var first = Engine.Write(Rows.Write($"first-{before}", 1));
        Eventually.True(() => Store.Appends > before, "held inside the store");
        Task[] tasks = [.. writes.Select(Engine.Write)];
        Store.Open();
        first.GetAwaiter().GetResult();
        return tasks;
    }

    /// <summary>Lets the fake clock run until something has happened.</summary>
    public void RunUntil(Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            return condition();
        },
        what);

    public StoredRow? Read(string id) => Engine.ReadLast(id).GetAwaiter().GetResult();

    public void Dispose()
    {
        // The writer may be waiting, by the fake clock, for a store that failed.
        var end = Task.Run(Engine.Dispose);
        RunUntil(() => end.IsCompleted, "ended");
        Metrics.Dispose();
        _folder.Dispose();
    }

    private JournalEngine Start() => new(Store, Settings, Admission, Metrics, Time, NoLogger.Instance);
}
