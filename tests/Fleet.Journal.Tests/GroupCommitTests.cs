using System.Data.Common;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

public abstract class GroupCommitTests(StoreKind kind) : IDisposable
{
    private readonly JournalFixture _journal = new(kind, JournalFixture.NeverGivesUp);

    public void Dispose()
    {
        _journal.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_waits_goes_into_one_transaction_in_its_order_with_growing_offsets()
    {
        PendingWrite[] writes = [.. Enumerable.Range(1, 100).Select(n => Rows.Write($"pc-{n}", 1))];
        await Task.WhenAll(_journal.WriteTogether(writes));
        Assert.Equal([1, 100], _journal.Store.Batches);
        Assert.Equal(Enumerable.Range(2, 100).Select(n => (long)n), writes.Select(write => write.Rows[0].Offset));
        Assert.All(writes, write => Assert.Equal(write.Rows[0].Offset, _journal.Read(write.PersistenceId)!.Offset));
    }

    [Fact]
    public async Task Recorded_time_never_decreases_though_the_clock_is_set_back_also_across_a_restart()
    {
        var first = Rows.Write("pc-1", 1);
        await _journal.Write(first);
        Assert.Equal(_journal.Time.GetUtcNow(), first.Rows[0].RecordedAt);

        _journal.Time.AdjustTime(_journal.Time.GetUtcNow() - TimeSpan.FromHours(1));
        var second = Rows.Write("pc-1", 2);
        await _journal.Write(second);
        Assert.Equal(first.Rows[0].RecordedAt, second.Rows[0].RecordedAt);

        _journal.Restart();
        var third = Rows.Write("pc-1", 3);
        await _journal.Write(third);
        Assert.Equal(first.Rows[0].RecordedAt, third.Rows[0].RecordedAt);
        Assert.Equal(3, third.Rows[0].Offset);

        _journal.Time.Advance(TimeSpan.FromHours(2));
        var fourth = Rows.Write("pc-1", 4);
        await _journal.Write(fourth);
        Assert.Equal(_journal.Time.GetUtcNow(), fourth.Rows[0].RecordedAt);
    }

    [Fact]
    public async Task Recorded_time_is_told_in_whole_milliseconds_and_kept_so()
    {
        var millisecond = _journal.Time.GetUtcNow();
        _journal.Time.Advance(TimeSpan.FromTicks(9_999));
        var write = Rows.Write("pc-1", 1);
        await _journal.Write(write);
        Assert.Equal(millisecond, write.Rows[0].RecordedAt);
        Assert.Equal(millisecond, _journal.Read("pc-1")!.RecordedAt);
    }

    [Fact]
    public async Task A_row_that_will_never_be_taken_fails_alone()
    {
        _journal.Store.BeforeAppend = writes => writes.Any(write => write.PersistenceId == "pc-37") ? new FaultyStore.BadRowException() : null;
        var tasks = _journal.WriteTogether([.. Enumerable.Range(0, 100).Select(n => Rows.Write($"pc-{n}", 1))]);
        await Assert.ThrowsAsync<FaultyStore.BadRowException>(() => tasks[37]);
        await Task.WhenAll(tasks.Where((_, n) => n != 37));
        Assert.Null(_journal.Read("pc-37"));
        Assert.All(Enumerable.Range(0, 100).Where(n => n != 37), n => Assert.NotNull(_journal.Read($"pc-{n}")));
        Assert.Null(_journal.Admission.Failing);
    }

    [Fact]
    public async Task A_write_of_several_rows_is_there_as_a_whole_or_not_at_all()
    {
        await _journal.Write(Rows.Write("pc-1", 2));
        var conflicting = new PendingWrite([Rows.Write("pc-1", 1).Rows[0], Rows.Write("pc-1", 2).Rows[0]]);
        await Assert.ThrowsAnyAsync<DbException>(() => _journal.Write(conflicting));
        await _journal.Write(Rows.Write("pc-1", 1));
    }

    [Fact]
    public async Task A_number_that_another_incarnation_has_used_fails_that_write_alone()
    {
        await _journal.Write(Rows.Write("pc-1", 1));
        var tasks = _journal.WriteTogether(Rows.Write("pc-0", 1), Rows.Write("pc-1", 1), Rows.Write("pc-2", 1));
        var conflict = await Assert.ThrowsAnyAsync<DbException>(() => tasks[1]);
        Assert.Equal(StoreFault.Conflict, _journal.Store.FaultOf(conflict));
        await tasks[0];
        await tasks[2];
        Assert.Equal(1, _journal.Read("pc-2")!.SequenceNr);
    }

    [Fact]
    public async Task A_commit_of_unknown_outcome_is_looked_up_and_not_written_again()
    {
        var failures = 1;
        _journal.Store.AfterAppend = _ => failures-- > 0 ? new IOException("the answer was lost") : null;
        var write = Rows.Write("pc-1", 1);
        var task = _journal.Write(write);
        _journal.RunUntil(() => task.IsCompleted, "written");
        await task;
        Assert.Equal(1, _journal.Store.Appends);
        Assert.Equal(write.Rows[0].Offset, _journal.Read("pc-1")!.Offset);
        Assert.Equal(write.Rows[0].RecordedAt, _journal.Read("pc-1")!.RecordedAt);
    }

    [Fact]
    public async Task A_row_of_another_writer_is_not_taken_for_ones_own_after_an_unknown_outcome()
    {
        await _journal.Write(Rows.Write("pc-1", 1));
        _journal.Restart();
        var failures = 1;
        _journal.Store.BeforeAppend = _ => failures-- > 0 ? new IOException("the connection broke") : null;
        var task = _journal.Write(Rows.Write("pc-1", 1));
        _journal.RunUntil(() => task.IsCompleted, "written or not");
        Assert.Equal(StoreFault.Conflict, _journal.Store.FaultOf(await Assert.ThrowsAnyAsync<DbException>(() => task)));
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_before_it()
    {
        _journal.Store.Close();
        Task[] tasks = [.. Enumerable.Range(0, 50).Select(n => _journal.Write(Rows.Write($"pc-{n}", 1)))];
        _journal.Store.Open();
        _journal.Restart();
        await Task.WhenAll(tasks);
        Assert.All(Enumerable.Range(0, 50), n => Assert.NotNull(_journal.Read($"pc-{n}")));
    }

    [Fact]
    public async Task After_the_end_and_past_the_queue_a_write_fails_at_once()
    {
        using var small = new JournalFixture(kind, "akka.persistence.journal.fleet.queue-capacity = 2");
        var tasks = small.WriteTogether(Rows.Write("pc-1", 1), Rows.Write("pc-2", 1), Rows.Write("pc-3", 1));
        await Task.WhenAll(tasks[0], tasks[1]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => tasks[2]);
        small.Engine.Dispose();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => small.Write(Rows.Write("pc-4", 1)));
    }
}

public sealed class GroupCommitTestsOnSqlite() : GroupCommitTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class GroupCommitTestsOnPostgres() : GroupCommitTests(StoreKind.Postgres);
