using Akka.Event;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Journal.Tests;

/// <summary>The journal without Akka around it: a writer and a reader on a real store, a clock and a store that can be made to fail.</summary>
public sealed class JournalFixture : IDisposable
{
    /// <summary>Laid over the shipped configuration, for tests whose fake clock may run ahead of the writer: it never gives up.</summary>
    public const string NeverGivesUp = "akka.persistence.journal.fleet.outage.give-up-after = 100h";

    public JournalFixture(StoreKind kind, string config = "") : this(new TestStore(kind), config)
    {
    }

    /// <param name="store">Where the journal is.</param>
    /// <param name="config">Laid over the shipped configuration.</param>
    public JournalFixture(TestStore store, string config = "")
    {
        Place = store;
        Settings = JournalSystem.Settings(store, config);
        Admission = new Admission(Settings.MaxInFlight, Settings.BusyRetryAfter);
        Store = new FaultyStore(Settings.Store.OpenStore());
        Engine = Start();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    public TestStore Place { get; }

    public JournalSettings Settings { get; }

    public JournalMetrics Metrics { get; } = new();

    public Admission Admission { get; }

    public FaultyStore Store { get; private set; }

    internal JournalEngine Engine { get; private set; }

    /// <summary>Ends the journal and starts it anew on the same store.</summary>
    public void Restart()
    {
        Engine.Dispose();
        Store = new FaultyStore(Settings.Store.OpenStore());
        Engine = Start();
    }

    /// <summary>Writes; whatever befalls the store, it ends: nobody runs the fake clock for a writer that waits by it.</summary>
    public Task Write(PendingWrite write) => Engine.Write(write).WaitAsync(Patience.Long);

    /// <summary>Fills the queue after a write that is held inside the store, so that all of these go into one transaction.</summary>
    public Task[] WriteTogether(params PendingWrite[] writes)
    {
        Store.Close();
        var before = Store.Appends;
        var first = Write(Rows.Write($"first-{before}", 1));
        Eventually.True(() => Store.Appends > before, "held inside the store");
        Task[] tasks = [.. writes.Select(Write)];
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

    public StoredRow? Read(string id) => Engine.ReadLast(id).WaitAsync(Patience.Long).GetAwaiter().GetResult();

    public void Dispose()
    {
        // The writer may be waiting, by the fake clock, for a store that failed.
        var end = Task.Run(Engine.Dispose);
        RunUntil(() => end.IsCompleted, "ended");
        Metrics.Dispose();
        Place.Dispose();
    }

    private JournalEngine Start() => new(Store, Settings, Admission, Metrics, Time, NoLogger.Instance);
}
