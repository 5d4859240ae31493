using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Journal.Tests.Postgres;

/// <summary>A node whose network is cut while the server has its question.</summary>
[Trait("Needs", "processes")]
public sealed class CutOffTests
{
    private const string Lock = "'journal'::regclass::bigint";
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";

    [Theory]
    [InlineData("while it writes")]
    [InlineData("while it looks for what it wrote")]
    public async Task It_holds_up_nobody(string when)
    {
        var place = new TestStore(StoreKind.Postgres, PostgresServer.Shared.NewDatabase());
        using var proxy = new SwallowingProxy(PostgresServer.Shared.Port);
        var through = new NpgsqlConnectionStringBuilder(place.Place) { Port = proxy.Port }.ToString();
        using var journal = new JournalFixture(
            new TestStore(StoreKind.Postgres, through), $"{JournalFixture.NeverGivesUp}\nakka.persistence.journal.fleet.postgres.command-timeout = 3s");
        using var other = new JournalFixture(place);
        await other.Write(Rows.Write("pc-0", 1));
        var first = journal.Write(Rows.Write("pc-1", 1));
        journal.RunUntil(() => first.IsCompleted, "written");
        await first;
        // Whoever comes next waits inside the server, at its lock.
        using var holder = place.Open();
        using var looker = place.Open();
        var isLook = when.Contains("looks", StringComparison.Ordinal);
        if (!isLook)
            holder.Run($"SELECT pg_advisory_lock({Lock})");
        var failures = 1;
        journal.Store.AfterAppend = _ =>
        {
            if (!isLook || failures-- <= 0)
                return null;
            holder.Run($"SELECT pg_advisory_lock({Lock})");
            return new IOException("the answer was lost");
        };

        var cut = journal.Write(Rows.Write("pc-1", 2));
        journal.RunUntil(() => looker.Number(Waiting) > 0, "waits inside the server");
        proxy.Swallow();
        holder.Run($"SELECT pg_advisory_unlock({Lock})");
        await other.Write(Rows.Write("pc-2", 1));
        Assert.Equal(1, other.Read("pc-2")!.SequenceNr);

        proxy.Recover();
        journal.RunUntil(() => cut.IsCompleted, "found");
        await cut;
        Assert.Equal(4, looker.Number("SELECT count(*) FROM journal"));
    }

    [Fact]
    public void Who_can_hold_a_lock_is_let_go_of_by_the_server()
    {
        var settings = new PostgresSettings(PostgresServer.Shared.NewSchema(), "on", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2));
        using var locking = PostgresConnection.Open(settings.LockingConnectionStringFor("test"));
        string Shown(string setting)
        {
            using var show = locking.Prepare($"SHOW {setting}");
            show.Step();
            return show.Text(0);
        }

        Assert.Equal(
            ["10000", "5", "2", "3", "10s", "2400ms", "0", "on", "warning", "read committed"],
            new[]
            {
                "tcp_user_timeout", "tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "idle_in_transaction_session_timeout",
                "lock_timeout", "statement_timeout", "synchronous_commit", "client_min_messages", "default_transaction_isolation",
            }.Select(Shown));
    }
}
