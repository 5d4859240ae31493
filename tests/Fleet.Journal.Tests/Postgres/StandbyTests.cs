using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Journal.Tests.Postgres;

/// <summary>A commit has to wait for a standby, and that is away. What is visible then is not durable.</summary>
[Trait("Needs", "processes")]
public sealed class StandbyTests : IDisposable
{
    private const string HostsPatience = """
        akka.persistence.journal.fleet.postgres.command-timeout = 3s
        akka.persistence.journal.fleet.postgres.connect-timeout = 2s
        """;

    private readonly PostgresServer _primary = PostgresServer.Start("autovacuum=off");
    private readonly PostgresServer _standby;

    public StandbyTests() => _standby = _primary.StartStandby();

    public void Dispose()
    {
        _standby.Dispose();
        _primary.Dispose();
    }

    [Fact]
    public async Task Nothing_is_acked_while_it_is_away_and_all_that_was_acked_is_there_after_its_promotion()
    {
        using var journal = new JournalFixture(new TestStore(StoreKind.Postgres, _primary.ConnectionString), HostsPatience);
        using var other = new JournalFixture(new TestStore(StoreKind.Postgres, _primary.ConnectionString), HostsPatience);
        _primary.RequireStandby();
        await journal.Write(Rows.Write("pc-1", 1));
        await other.Write(Rows.Write("pc-9", 1));

        _standby.Stop();
        var waits = journal.Write(Rows.Write("pc-1", 2));
        journal.RunUntil(() => waits.IsCompleted, "given up");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waits);
        Assert.NotNull(journal.Admission.Failing);
        // Its transaction goes on waiting, invisible, and nobody recovers past it, on whatever node.
        Assert.Equal(2, _primary.Number("SELECT count(*) FROM journal"));
        Assert.Equal(1, _primary.Number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => journal.Engine.ReadLast("pc-1"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => other.Engine.ReadLast("pc-1"));

        _standby.StartAgain();
        journal.RunUntil(() => journal.Admission.Failing is null, "well again");
        Assert.Equal(2, other.Read("pc-1")!.SequenceNr);
        await journal.Write(Rows.Write("pc-1", 3));

        _primary.Stop("immediate");
        _standby.Promote();
        Assert.Equal(1, _standby.Number("SELECT count(*) FROM journal WHERE persistence_id = 'pc-9'"));
        Assert.Equal(3, _standby.Number("SELECT count(*) FROM journal WHERE persistence_id = 'pc-1'"));
    }

    [Fact]
    public async Task A_commit_whose_wait_was_cancelled_is_visible_and_neither_acked_nor_recovered_from()
    {
        using var journal = new JournalFixture(new TestStore(StoreKind.Postgres, _primary.ConnectionString), JournalFixture.NeverGivesUp);
        using var other = new JournalFixture(new TestStore(StoreKind.Postgres, _primary.ConnectionString));
        await other.Write(Rows.Write("pc-9", 1));
        _primary.RequireStandby();
        _standby.Stop();

        var write = journal.Write(Rows.Write("pc-1", 1));
        CancelWait(journal, "journal_write");
        Eventually.True(() => _primary.Number("SELECT count(*) FROM journal") == 2, "visible");
        // The look finds the row, and is not believed either.
        CancelWait(journal, "journal_find");
        CancelWait(journal, "journal_find");
        Assert.False(write.IsCompleted);

        // Another node, which has met no fault, has to see it and must not tell it. Nor must one after a crash of the server.
        var read = other.Engine.ReadLast("pc-1");
        // The next look may have the lock that the other node waits for.
        journal.RunUntil(() => Cancel("journal_find") >= 0 && Cancel("pg_logical_emit_message") > 0, "the other node's wait cancelled");
        await Assert.ThrowsAsync<NotDurableException>(() => read.WaitAsync(Patience.Long));

        _standby.StartAgain();
        journal.RunUntil(() => write.IsCompleted, "acked");
        await write;
        Assert.Equal(1, other.Read("pc-1")!.SequenceNr);
        _primary.Stop("immediate");
        _standby.Promote();
        Assert.Equal(2, _standby.Number("SELECT count(*) FROM journal"));
    }

    [Fact]
    public async Task A_restore_that_the_standby_has_not_taken_is_not_told_complete()
    {
        using var import = new PostgresSettings(_primary.ConnectionString, "on", Patience.Long, Patience.Long).AsPortable().OpenImport();
        import.Add(new StoredRow("pc-1", 1, 1, DateTimeOffset.UnixEpoch, false, 1971, "m", "w", [1]));
        _primary.RequireStandby();
        _standby.Stop();
        var end = Task.Run(import.Complete);
        Eventually.True(() => Cancel("COMMIT") > 0, "cancelled");
        await Assert.ThrowsAsync<NotDurableException>(() => end.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task Of_several_hosts_the_primary_is_used_before_and_after_a_failover()
    {
        var both = $"Host=127.0.0.1:{_standby.Port},127.0.0.1:{_primary.Port};Target Session Attributes=any;Database=fleet;Username=fleet;Password=fleet";
        using var journal = new JournalFixture(new TestStore(StoreKind.Postgres, both), JournalFixture.NeverGivesUp);
        await journal.Write(Rows.Write("pc-1", 1));
        var settings = (PostgresSettings)journal.Settings.Store;
        using (var questions = PostgresConnection.Open(settings.ConnectionStringFor("questions")))
            Assert.Equal(_primary.Port, questions.Handle.Port);
        _primary.RequireStandby();
        await journal.Write(Rows.Write("pc-1", 2));

        _primary.Stop("immediate");
        _standby.Promote();
        var write = journal.Write(Rows.Write("pc-1", 3));
        journal.RunUntil(() => write.IsCompleted, "written to the other one");
        await write;
        Assert.Equal(3, _standby.Number("SELECT count(*) FROM journal"));
        Assert.Equal(3, journal.Read("pc-1")!.SequenceNr);
    }

    [Fact]
    public void A_standby_alone_is_refused()
    {
        using (var made = ServerDatabase.Open(_primary.ConnectionString, JournalSystem.Shipped(StoreKind.Postgres), Patience.Long, TimeProvider.System, _ => { }))
            Assert.NotNull(made);
        var refusal = Assert.Throws<StoreUnavailableException>(() => ServerDatabase.Open(
            _standby.ConnectionString, JournalSystem.Shipped(StoreKind.Postgres), TimeSpan.Zero, TimeProvider.System, _ => { }));
        Assert.EndsWith("is a standby: it takes no reports.", refusal.Message);
        Assert.Throws<StandbyException>(() => new PostgresReader(new PostgresSettings(_standby.ConnectionString, "on", Patience.Long, Patience.Long)));
    }

    /// <summary>Cancels one statement that waits for the standby, as an administrator or a timeout does.</summary>
    private void CancelWait(JournalFixture journal, string statement) => journal.RunUntil(() => Cancel(statement) > 0, $"{statement} cancelled");

    private long Cancel(string statement) => _primary.Number(
        $"SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE '%{statement}%' AND pid <> pg_backend_pid()");
}
