using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>Whose clock stamps rows, and what becomes of rows that were stamped by one that was ahead.</summary>
public abstract class ClockTests(StoreKind kind) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Without_a_time_of_its_own_a_row_is_stamped_by_the_clock_of_the_store()
    {
        using var place = NewPlace();
        using var store = JournalSystem.Settings(place).Store.OpenStore();
        var write = Rows.Write("pc-1", 1);
        var before = TimeProvider.System.GetUtcNow();
        var clock = store.Append([write], null);
        Assert.Equal(clock, write.Rows[0].RecordedAt);
        Assert.InRange(clock, before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void A_journal_far_ahead_of_the_clock_is_refused_and_both_ways_out_of_the_manual_work()
    {
        using var place = NewPlace();
        var now = TimeProvider.System.GetUtcNow();
        using (var store = JournalSystem.Settings(place).Store.OpenStore())
        {
            store.Append([Rows.Write("pc-1", 1)], now.AddHours(-1));
            store.Append([Rows.Write("pc-2", 1), Rows.Write("pc-3", 1)], now.AddDays(365));
        }

        var refusal = Assert.Throws<StoreUnavailableException>(() => Open(place)).Message;
        Assert.Contains("minutes ahead of the clock, and may be 5", refusal);
        Assert.Contains("docs/operations.md", refusal);
        Assert.DoesNotContain('\n', refusal);

        Open(place, $"{JournalSettings.Path}.clock.most-ahead = 400d").Dispose();

        using (var database = place.Open())
            database.Run(Manual.TimesPutRight(kind));
        Open(place).Dispose();
        using var again = JournalSystem.Settings(place).Store.OpenStore();
        var next = Rows.Write("pc-1", 2);
        Assert.Equal(again.Append([next], null), next.Rows[0].RecordedAt);
        var times = again.ReadLast(["pc-1", "pc-2", "pc-3"]).OrderBy(row => row.Offset).Select(row => row.RecordedAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(times, time => Assert.Equal(0, time.UtcTicks % TimeSpan.TicksPerMillisecond));
    }

    private TestStore NewPlace() => new(kind, kind == StoreKind.Sqlite ? _folder.File("journal.db") : null);

    private OpenedStore Open(TestStore place, string config = "")
    {
        var hocon = JournalSystem.Configured(place, config);
        return kind == StoreKind.Sqlite
            ? EmbeddedDatabase.Open(Path.GetDirectoryName(place.Place)!, hocon, TimeProvider.System)
            : ServerDatabase.Open(place.Place, hocon, Patience.Long, TimeProvider.System, _ => { });
    }
}

public sealed class ClockTestsOnSqlite() : ClockTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ClockTestsOnPostgres() : ClockTests(StoreKind.Postgres);
