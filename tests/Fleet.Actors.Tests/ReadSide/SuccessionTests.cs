using Fleet.Actors.IconFeed;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Tests.IconFeed;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Protocol.Journal;
using Fleet.Protocol.Watch;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.ReadSide;

/// <summary>A journal that takes another one's place, from a backup or because rows got lost: no offset means two rows.</summary>
[Collection(nameof(TestFeed))]
public abstract class SuccessionTests(StoreKind kind) : IDisposable
{
    private static readonly ClientId Left = ClientId.Parse("left");
    private readonly Flips _left = new("left");
    private readonly Flips _right = new("right");
    private readonly TestFleet _was = new(kind);

    public void Dispose()
    {
        _was.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_an_offset_of_the_journal_that_was_is_asked_for_is_refused_and_what_both_have_is_not()
    {
        Write(rows: 10);
        var backup = _was.Place.Backup();
        var (known, _) = (Cursors(), Write(rows: 6));
        var foreign = Cursors();

        using var now = new TestFleet(kind);
        now.Place.Restore(backup);
        now.Project();
        using var journal = now.OpenJournal()!;
        var mark = journal.End()!.Value.Offset;
        Assert.InRange(mark, 10 + (1L << 32), 10 + (1L << 42));
        Assert.Equal(0, (mark - 10) % (1L << 32));
        Assert.Equal(new JournalReplaced(ReplacementCause.Restored, 10, Arbitrary.Start), Assert.Single(journal.Marks()).How with { Act = null });
        Assert.Equal(0, now.Queries.Lag(Arbitrary.Start).Rows);

        foreach (var offset in (long[])[11, 16, 1L << 31, mark - 1, mark + (1L << 31), long.MaxValue])
        {
            Assert.Equal((QueryFault.JournalReplaced, "minOffset"), await Refusal(() => now.WaitFor(offset)));
            Assert.Equal((QueryFault.JournalReplaced, "Last-Event-ID"), await Refusal(() => Follow(now, offset)));
        }

        foreach (var offset in (long[])[0, 1, 10, mark])
        {
            await now.WaitFor(offset);
            await Follow(now, offset);
        }

        Assert.Equal((QueryFault.OffsetAhead, "minOffset"), await Refusal(() => now.WaitFor(mark + 1)));
        Assert.Equal((QueryFault.OffsetAhead, "Last-Event-ID"), await Refusal(() => Follow(now, mark + (1L << 31) - 1)));
        foreach (var (ask, cursor) in foreign)
            Assert.Equal((QueryFault.JournalReplaced, "cursor"), await Refusal(() => Task.Run(() => ask(now, cursor))));
        foreach (var (ask, cursor) in known)
            ask(now, cursor);
    }

    [Fact]
    public void A_journal_that_is_restored_again_tells_every_journal_that_was()
    {
        Write(rows: 4);
        using var second = new TestFleet(kind);
        second.Place.Restore(_was.Place.Backup());
        second.Write(_left.Next(2));
        using var third = new TestFleet(kind);
        third.Place.AwaitUnused();
        third.Place.Restore(second.Place.Backup());
        using var journal = third.OpenJournal()!;
        Assert.Equal([4, journal.Marks()[0].Offset + 2], journal.Marks().Select(mark => mark.How.Last));
        Assert.Equal(journal.End()!.Value.Offset, journal.Marks()[1].Offset);
    }

    [Fact]
    public async Task A_mark_whose_bytes_are_damaged_still_marks_its_place()
    {
        Write(rows: 4);
        using var now = new TestFleet(kind);
        now.Place.Restore(_was.Place.Backup());
        using (var database = now.Place.Open())
            database.Run($"UPDATE journal SET message = {(kind == StoreKind.Sqlite ? "X'FF'" : "'\\xff'::bytea")} WHERE persistence_id = '{PersistenceIds.Restore}'");
        now.Project();
        Assert.Equal((QueryFault.JournalReplaced, "minOffset"), await Refusal(() => now.WaitFor(5)));
        await now.WaitFor(4);
    }

    [Fact]
    public void A_journal_that_is_behind_its_read_model_goes_on_above_it_and_says_what_is_missing()
    {
        Write(rows: 10);
        _was.Project();
        using var witness = new ReadModelWitness(JournalSystem.Settings(_was.Place).Store, _was.ReadFile);
        var told = new List<JournalReplaced>();
        witness.Tell(told.Add);
        using (var journal = OpenStore(witness))
            journal.Probe();
        Assert.Empty(told);

        LoseRows(after: 4);
        var missing = new JournalReplaced(ReplacementCause.Behind, 4, Arbitrary.Start, 10, Arbitrary.Start);
        var next = Rows.Write("next", 1);
        for (var time = 1; time <= 2; time++)
        {
            using var journal = OpenStore(witness);
            journal.Probe();
        }

        using (var journal = OpenStore(witness))
            journal.Append([next], Arbitrary.Start);
        Assert.Equal([missing], told);
        Assert.Equal((missing, 6), (witness.Found, missing.MissingRows));
        using var source = _was.OpenJournal()!;
        var mark = Assert.Single(source.Marks());
        Assert.InRange(mark.Offset, 10 + (1L << 32), 10 + (1L << 42));
        Assert.Equal(mark.Offset + 1, next.Rows[0].Offset);
    }

    [Fact]
    public void Tables_that_know_more_than_the_journal_are_kept_until_it_is_marked_and_then_built_anew()
    {
        Write(rows: 10);
        _was.Project();
        LoseRows(after: 2);
        _was.Projection.Dispose();
        using (var early = new Projection(_was.OpenJournal, _was.Store, TestFleet.Options, _was.Watch))
            Assert.Throws<JournalBehindException>(() => early.Step());

        using var witness = new ReadModelWitness(JournalSystem.Settings(_was.Place).Store, _was.ReadFile);
        Assert.Equal(10, witness.Furthest()?.Offset);
        using (var journal = OpenStore(witness))
            journal.Probe();
        using var projection = new Projection(_was.OpenJournal, _was.Store, TestFleet.Options, _was.Watch);
        Eventually.True(() => !projection.Step(), "projected");
        Assert.Contains("replaced by one that ended at offset 2", _was.Watch.Reasons.Single());
        Assert.Equal([1, 2], _was.Queries.Clients(new ClientsQuery()).Items.Select(client => client.Offset).Order());
        Assert.Equal(witness.Furthest()?.Offset, _was.OpenJournal()!.End()?.Offset);
    }

    [Fact]
    public void A_writer_that_connects_again_notices_rows_of_its_own_that_are_gone()
    {
        using var witness = new ReadModelWitness(JournalSystem.Settings(_was.Place).Store, _was.ReadFile);
        var journal = OpenStore(witness);
        journal.Append([Rows.Write("pc-1", 1)], Arbitrary.Start);
        journal.Append([Rows.Write("pc-1", 2)], Arbitrary.Start);
        LoseRows(after: 1);
        // What drops a connection.
        Assert.ThrowsAny<Exception>(() => journal.Find(null!));
        var next = Rows.Write("pc-1", 3);
        journal.Append([next], Arbitrary.Start);
        journal.Dispose();
        Assert.Equal((1, 2), (witness.Found!.Last, witness.Found.Known));
        Assert.InRange(next.Rows[0].Offset, 1L << 32, long.MaxValue);
    }

    [Fact]
    public async Task Who_follows_a_journal_that_is_replaced_is_told()
    {
        Write(rows: 10);
        var signal = new CommitSignal();
        await using var feed = new FleetFeed(_was.OpenJournal, signal, FeedOptions.Default, TimeProvider.System, Akka.Event.NoLogger.Instance);
        await using var lost = await Reader(feed, after: 0, WatchFilter.All);
        await lost.Until(10);

        using var witness = new ReadModelWitness(JournalSystem.Settings(_was.Place).Store, _was.ReadFile);
        _was.Project();
        LoseRows(after: 4);
        using (var journal = OpenStore(witness))
            journal.Probe();
        var next = _right.Next(1);
        _was.Write(next);
        signal.Raise();

        Assert.Equal(QueryFault.JournalReplaced, (await Assert.ThrowsAsync<QueryException>(() => lost.Until(next[0].Offset))).Code);
        await using var again = await Reader(feed, after: 4, WatchFilter.All);
        await again.Until(next[0].Offset);
        Assert.Equal([next[0].Offset], again.Changes.Select(change => change.Offset));
    }

    private List<(Action<TestFleet, string> Ask, string Cursor)> Cursors()
    {
        _was.Project();
        var diff = new DiffQuery(Arbitrary.Start, Arbitrary.Start) { Limit = 1 };
        return
        [
            ((fleet, cursor) => fleet.Queries.Clients(new ClientsQuery { Limit = 1, Cursor = cursor }), _was.Queries.Clients(new ClientsQuery { Limit = 1 }).Next!),
            ((fleet, cursor) => fleet.Queries.History(new HistoryQuery(Left) { Limit = 1, Cursor = cursor }), _was.Queries.History(new HistoryQuery(Left) { Limit = 1 }).Next!),
            ((fleet, cursor) => fleet.Queries.Diff(diff with { Cursor = cursor }), Cursor.Write(diff.Fingerprint, _was.Queries.Diff(diff).To.Offset, "left")),
        ];
    }

    /// <summary>In turn of two clients.</summary>
    private int Write(int rows)
    {
        for (var n = 0; n < rows; n++)
            _was.Write((n % 2 == 0 ? _left : _right).Next(1));
        return rows;
    }

    private void LoseRows(long after)
    {
        using var database = _was.Place.Open();
        database.Run($"DELETE FROM journal WHERE ordering > {after}");
    }

    private Fleet.Journal.Stores.IJournalStore OpenStore(ReadModelWitness witness) => JournalSystem.Settings(_was.Place).Store.OpenStore(witness, TimeProvider.System);

    private static async Task<TestReader> Reader(FleetFeed feed, long after, WatchFilter filter)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        return new TestReader(await feed.Open(new WatchQuery(after, "after", filter), limit.Token), Patience.Long);
    }

    private static async Task Follow(TestFleet fleet, long after)
    {
        await using var feed = new FleetFeed(fleet.OpenJournal, new CommitSignal(), FeedOptions.Default, TimeProvider.System, Akka.Event.NoLogger.Instance);
        using var limit = new CancellationTokenSource(Patience.Long);
        (await feed.Open(new WatchQuery(after, "Last-Event-ID", WatchFilter.All), limit.Token)).Dispose();
    }

    private static async Task<(QueryFault, string?)> Refusal(Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<QueryException>(ask);
        return (refused.Code, refused.Parameter);
    }
}

public sealed class SuccessionTestsOnSqlite() : SuccessionTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class SuccessionTestsOnPostgres() : SuccessionTests(StoreKind.Postgres);
