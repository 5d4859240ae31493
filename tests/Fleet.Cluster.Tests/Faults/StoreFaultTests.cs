using Fleet.Cluster.Tests.Hosting;
using Fleet.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Faults;

/// <summary>PostgreSQL goes away, comes back, is full, is slow.</summary>
[Collection(OneCluster.Name)]
public sealed class StoreFaultTests(FleetCluster cluster, ITestOutputHelper output) : FaultTest(output)
{
    private protected override IReadOnlyList<Node> Nodes => cluster.Nodes;

    private protected override string Journal => cluster.Postgres.OwnConnectionString;

    [Fact]
    public Task The_database_crashes_and_starts_again() => Survives("PostgreSQL crashes and starts again", load =>
    {
        cluster.Postgres.Restart("immediate");
        return load.AllAcked(after: load.Now);
    });

    [Fact]
    public Task All_connections_are_cut_over_and_over() => Survives("pg_terminate_backend of all, five times", async load =>
    {
        for (var i = 0; i < 5; i++)
        {
            cluster.Postgres.CutConnections();
            await load.AllAcked(after: load.Now);
        }
    });

    [Fact]
    public Task The_disk_is_full() => Survives("PostgreSQL's disk full for 5 s", async load =>
    {
        using var disk = new SmallDisk(megabytes: 64, owner: "postgres");
        await Execute($"CREATE TABLESPACE small LOCATION '{disk.Path}'");
        try
        {
            await Execute("ALTER TABLE journal SET TABLESPACE small");
            disk.Fill();
            await Eventually.Holds(async () => (await Task.WhenAll(cluster.Nodes.Select(node => node.IsReady()))).All(isReady => !isReady), "no node is ready");
            await Task.Delay(TimeSpan.FromSeconds(5));
            disk.MakeRoom();
            await load.AllAcked(after: load.Now);
        }
        finally
        {
            // The cluster is that of the other tests, too.
            disk.MakeRoom();
            await Execute("ALTER TABLE journal SET TABLESPACE pg_default");
            await Execute("DROP TABLESPACE small");
        }
    });

    [Fact]
    public Task Commits_take_two_seconds() => Survives("The journal slow by 2 s, for 10 s", async load =>
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await Execute(connection, "SELECT pg_advisory_lock('journal'::regclass::bigint)");
            await Task.Delay(TimeSpan.FromSeconds(2));
            await Execute(connection, "SELECT pg_advisory_unlock('journal'::regclass::bigint)");
        }
    });

    [Fact]
    public Task The_standby_is_away() => Survives("The standby away for 10 s", async load =>
    {
        await Standby("SET synchronous_standby_names = 'away'");
        try
        {
            await Eventually.Holds(async () => (await Task.WhenAll(cluster.Nodes.Select(node => node.IsReady()))).All(isReady => !isReady), "no node is ready");
            // A node that is busy does not tell that it is ready either.
            await Eventually.Holds(() => cluster.Postgres.Number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE '%journal_write%'") > 0, "a commit waits for it");
            var rows = await Rows();
            await Task.Delay(TimeSpan.FromSeconds(10));
            // What waits for it is one transaction, invisible.
            Assert.Equal(rows, await Rows());
        }
        finally
        {
            await Standby("RESET synchronous_standby_names");
        }

        await load.AllAcked(after: load.Now);
    });

    private async Task Standby(string setting)
    {
        await Execute($"ALTER SYSTEM {setting}");
        await Execute("SELECT pg_reload_conf()");
    }

    private async Task<long> Rows()
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM journal", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private protected override Task Heal() => cluster.Heal();

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        await Execute(connection, sql);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
