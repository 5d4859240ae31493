using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Backup;

public abstract class RoundTripTests(StoreKind kind)
{
    [Fact]
    public void Every_row_comes_back_byte_for_byte_and_the_next_offset_is_above() => ComesBack(kind, kind);

    [Fact]
    public void A_journal_without_rows_has_a_backup_too()
    {
        using var source = new TestStore(kind);
        using var target = new TestStore(kind);
        using (var journal = source.OpenStore())
            journal.Probe();
        Assert.Equal(0, target.Restore(source.Backup()).Rows);
        // Whoever has an offset of a journal that was is to be told from whoever has one of this.
        Assert.Single(target.All());
    }

    [Fact]
    public async Task A_backup_under_load_is_a_prefix_with_all_that_was_written_before_it()
    {
        using var journal = new JournalFixture(kind);
        using var end = new CancellationTokenSource();
        var written = 0L;
        var writing = Task.Run(async () =>
        {
            for (var n = 1; !end.IsCancellationRequested; n++)
            {
                await Task.WhenAll(Enumerable.Range(0, 50).Select(i => journal.Write(Rows.Write($"pc-{i}", n))));
                Volatile.Write(ref written, n * 50L);
            }
        });
        for (var round = 1; round <= 3; round++)
        {
            var least = 500L * round;
            Eventually.True(() => Volatile.Read(ref written) >= least, "written");
            least = Volatile.Read(ref written);
            var backup = Copies.Backup(journal.Place, out var summary);
            Assert.InRange(summary.Rows, least, long.MaxValue);
            Assert.Equal(summary.Rows, summary.LastOffset);
            using var copy = new TestStore(kind);
            copy.Restore(backup);
            Assert.Equal(journal.Place.All().Take((int)summary.Rows), copy.All()[..^1]);
        }

        await end.CancelAsync();
        await writing;
    }

    protected static void ComesBack(StoreKind from, StoreKind to)
    {
        using var source = new TestStore(from);
        using var target = new TestStore(to);
        source.Fill(3_000);
        var before = source.All();
        var taken = Copies.Backup(source, out var summary);
        var restored = target.Restore(taken);
        Assert.Equal(before, target.All()[..^1]);
        Assert.Equal(before, source.All());
        using var marked = target.Open();
        var mark = marked.Number("SELECT max(ordering) FROM journal");
        Assert.InRange(mark, 3_000 + (1L << 32), 3_000 + (1L << 42));
        Assert.Equal((2_999, 1, 3_000), (summary.Rows, summary.FirstOffset, summary.LastOffset));
        Assert.Equal((summary.Rows, summary.FirstOffset, summary.LastOffset, Convert.ToHexString(summary.Hash)),
            (restored.Rows, restored.FirstOffset, restored.LastOffset, Convert.ToHexString(restored.Hash)));

        target.AwaitUnused();
        using var journal = target.OpenStore();
        var next = Rows.Write("pc-0", 430);
        journal.Append([next], DateTimeOffset.UnixEpoch);
        Assert.Equal(mark + 1, next.Rows[0].Offset);
        // Never before the last row, whatever the clock says; and that is the restore's.
        Assert.Equal(marked.Number($"SELECT created FROM journal WHERE ordering = {mark}"), next.Rows[0].RecordedAt.UtcTicks);
        Assert.Equal(StoreFault.Conflict, journal.FaultOf(Assert.ThrowsAny<Exception>(() => journal.Append([Rows.Write("pc-1", 1)], DateTimeOffset.UnixEpoch))));
    }
}

public sealed class RoundTripTestsOnSqlite() : RoundTripTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class RoundTripTestsOnPostgres() : RoundTripTests(StoreKind.Postgres)
{
    [Theory]
    [InlineData(StoreKind.Sqlite, StoreKind.Postgres)]
    [InlineData(StoreKind.Postgres, StoreKind.Sqlite)]
    public void Every_row_comes_back_from_the_other_kind_of_store_too(StoreKind from, StoreKind to) => ComesBack(from, to);
}
