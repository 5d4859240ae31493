using Fleet.Journal.Stores;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>Several nodes on one PostgreSQL.</summary>
[Trait("Needs", "processes")]
public sealed class SeveralNodesTests
{
    [Fact]
    public async Task Who_reads_after_an_offset_misses_nothing_however_many_nodes_write_and_times_grow_with_offsets()
    {
        const int Nodes = 3, Batches = 150;
        using var place = new TestStore(StoreKind.Postgres);
        var settings = JournalSystem.Settings(place);
        using var first = settings.Store.OpenStore();
        first.Probe();
        var time = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

        var writers = Enumerable.Range(0, Nodes).Select(node => Task.Run(() =>
        {
            using var store = settings.Store.OpenStore();
            for (var n = 1; n <= Batches; n++)
            {
                // The nodes' clocks differ, and run backwards now and then.
                var now = time.AddMilliseconds((n * 10) + (node * 25) - (n % 3 * 40));
                PendingWrite[] writes = [.. Enumerable.Range(0, 1 + (n % 20)).Select(client => Rows.Write($"pc-{node}-{n}-{client}", 1))];
                store.Append(writes, now);
            }
        })).ToList();

        var all = Task.WhenAll(writers);
        var offsets = new List<long>();
        var times = new List<long>();
        using (var reader = place.Open())
        using (var after = reader.Prepare("SELECT ordering, created FROM journal WHERE ordering > ?1 ORDER BY ordering LIMIT 1000"))
        {
            var isLast = false;
            while (true)
            {
                var before = offsets.Count;
                after.Bind(1, offsets.Count == 0 ? 0 : offsets[^1]);
                while (after.Step())
                {
                    offsets.Add(after.Int64(0));
                    times.Add(after.Int64(1));
                }

                after.Reset();
                if (isLast && offsets.Count == before)
                    break;
                isLast = all.IsCompleted;
            }
        }

        await all;
        var rows = Nodes * Enumerable.Range(1, Batches).Sum(n => 1 + (n % 20));
        Assert.Equal(Enumerable.Range(1, rows).Select(n => (long)n), offsets);
        Assert.Equal(times.Order(), times);
        Assert.All(times, ticks => Assert.Equal(0, ticks % TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public void One_client_has_one_writer_whichever_node_it_is_on()
    {
        using var place = new TestStore(StoreKind.Postgres);
        var settings = JournalSystem.Settings(place);
        using var a = settings.Store.OpenStore();
        using var b = settings.Store.OpenStore();
        a.Append([Rows.Write("pc-1", 1)], DateTimeOffset.UnixEpoch);
        var conflict = Assert.Throws<PostgresException>(() => b.Append([Rows.Write("pc-1", 1)], DateTimeOffset.UnixEpoch));
        Assert.Equal(StoreFault.Conflict, b.FaultOf(conflict));
        // Neither a hole nor a lock is left.
        var next = Rows.Write("pc-1", 2);
        a.Append([next], DateTimeOffset.UnixEpoch);
        Assert.Equal(2, next.Rows[0].Offset);
    }

    [Fact]
    public async Task A_row_that_the_server_does_not_take_fails_alone()
    {
        using var journal = new JournalFixture(StoreKind.Postgres);
        var tasks = journal.WriteTogether(Rows.Write("pc-0", 1), Rows.Write("pc-\0", 1), Rows.Write("pc-2", 1));
        Assert.Equal(StoreFault.Row, journal.Store.FaultOf(await Assert.ThrowsAsync<PostgresException>(() => tasks[1])));
        await tasks[0];
        await tasks[2];
        Assert.Null(journal.Admission.Failing);
    }

    [Fact]
    public async Task Connections_that_are_cut_are_opened_again_and_nothing_is_lost_or_written_twice()
    {
        // A database of its own: other tests have writers on the same server, and nobody who would wait out a cut.
        var place = new TestStore(StoreKind.Postgres, PostgresServer.Shared.NewDatabase());
        using var journal = new JournalFixture(place, JournalFixture.NeverGivesUp);
        var writes = new List<Task>();
        for (var n = 1; n <= 200; n++)
        {
            writes.Add(journal.Write(Rows.Write($"pc-{n}", 1)));
            if (n % 50 == 0)
            {
                using var other = journal.Place.Open();
                other.Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fleet journal writer'");
            }
        }

        var all = Task.WhenAll(writes);
        journal.RunUntil(() => all.IsCompleted, "written");
        await all;
        using var database = journal.Place.Open();
        Assert.Equal(200, database.Number("SELECT count(*) FROM journal"));
        Assert.Equal(200, database.Number("SELECT max(ordering) FROM journal"));
    }

    [Fact]
    public async Task A_commit_that_ends_after_the_look_for_it_is_found_at_the_conflict()
    {
        using var journal = new JournalFixture(StoreKind.Postgres, JournalFixture.NeverGivesUp);
        var write = Rows.Write("pc-1", 1);
        var failures = 1;
        journal.Store.BeforeAppend = _ =>
        {
            if (failures-- > 0)
                return new IOException("the connection broke");
            // What the server still had to do, it does now, as the writer that it was told.
            if (failures == -1)
                journal.Store.AppendUnseen([write]);
            return null;
        };
        var task = journal.Write(write);
        journal.RunUntil(() => task.IsCompleted, "written");
        await task;
        Assert.Equal(1, journal.Read("pc-1")!.Offset);
    }

    [Fact]
    public void A_lock_that_is_held_by_who_is_stalled_is_none_of_ours()
    {
        // All that a node sends for a transaction is one message: the server has all of it, or has not begun.
        using var place = new TestStore(StoreKind.Postgres);
        using var store = JournalSystem.Settings(place).Store.OpenStore();
        store.Append([Rows.Write("pc-1", 1)], DateTimeOffset.UnixEpoch);
        using var other = place.Open();
        Assert.Equal(0, other.Number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 'journal'::regclass::oid"));
    }
}
