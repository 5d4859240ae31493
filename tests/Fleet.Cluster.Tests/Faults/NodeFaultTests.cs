using Fleet.Cluster.Tests.Hosting;
using Fleet.Cluster.Tests.Presence;
using Fleet.Core.Clients;
using Fleet.V1;
using Grpc.Net.Client;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Faults;

/// <summary>Nodes die, stand still, leave and come.</summary>
[Collection(OneCluster.Name)]
public sealed class NodeFaultTests(FleetCluster cluster, ITestOutputHelper output) : FaultTest(output)
{
    private const int LeftOut = 75;

    private protected override IReadOnlyList<Node> Nodes => cluster.Nodes;

    private protected override string Journal => cluster.Postgres.OwnConnectionString;

    [Fact]
    public Task A_node_is_killed() => Survives("SIGKILL of a node", load =>
    {
        cluster.Youngest.Process.Kill();
        return load.AllAcked(after: load.Now);
    });

    [Fact]
    public async Task The_node_of_the_singletons_is_killed()
    {
        var lost = $"lost-{Guid.NewGuid():N}";
        await Survives("SIGKILL of the singletons' node", async load =>
        {
            // Its client does not come back.
            using var channel = GrpcChannel.ForAddress(cluster.Oldest.Grpc);
            await using var session = await Beater.Start(lost, new FleetClients.FleetClientsClient(channel));
            cluster.Oldest.Process.Kill();
            await load.AllAcked(after: load.Now);
        });

        // The sweep has moved, too.
        await Eventually.Holds(
            async () => await cluster.Oldest.Get($"/v1/clients/{lost}") is { } body && body.Contains("\"cause\":\"presumed\"", StringComparison.Ordinal), "it is presumed offline");
    }

    [Fact]
    public Task All_nodes_are_killed() => Survives("SIGKILL of all nodes, started again at once", async _ =>
    {
        cluster.Nodes.ForEach(node => node.Process.Kill());
        await Eventually.Holds(() => cluster.Nodes.All(node => node.Process.HasEnded), "all are dead");
        cluster.Nodes.ForEach(node => cluster.Launch(node));
        foreach (var node in cluster.Nodes)
            await FleetCluster.Ready(node);
    });

    [Fact]
    public Task A_node_stands_still() => Survives($"SIGSTOP of a node for {Frozen.TotalSeconds:0} s", async load =>
    {
        var node = cluster.Youngest;
        node.Process.Freeze();
        // The fault itself is so long; what follows from it is waited for by condition. So in all tests here.
        await Task.Delay(Frozen);
        // The others have taken it out: they answer for its clients.
        await load.AllAcked(after: load.Now);
        node.Process.Thaw();
        await load.AllAcked(after: load.Now);
        await Eventually.Holds(() => node.Process.HasEnded, "the node finds out that it is out", () => node.Process.Output);
        Assert.Equal(LeftOut, node.Process.ExitCode);
    });

    [Fact]
    public Task A_node_stops_in_the_middle_of_its_commit() => Survives("SIGKILL of a node in the middle of its commit", async load =>
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        await Execute("SELECT pg_advisory_lock('journal'::regclass::bigint)");
        // Every node has sent its transaction, and it waits inside the server.
        await Eventually.Holds(async () => await Execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'") >= cluster.Nodes.Count, "all nodes are in a commit");
        cluster.Youngest.Process.Kill();
        await Execute("SELECT pg_advisory_unlock('journal'::regclass::bigint), 0");
        await load.AllAcked(after: load.Now);

        async Task<long> Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync() as long? ?? 0;
        }
    });

    [Fact]
    public async Task Nodes_are_restarted_one_after_the_other()
    {
        var histories = await Survives("Rolling restart of all nodes", async _ =>
        {
            foreach (var node in cluster.Nodes.ToList())
            {
                node.Process.Terminate();
                await Eventually.Holds(() => node.Process.HasEnded, "the node has left", () => node.Process.Output);
                Assert.Equal(0, node.Process.ExitCode);
                await cluster.Start(node);
            }
        }, isPatient: true);

        Assert.All(histories.Values, history => Assert.DoesNotContain(history, row => row.Event is SessionEnded));
    }

    [Fact]
    public async Task A_node_leaves_while_answers_are_late()
    {
        var histories = await Survives("A node leaves while the journal stands still", async load =>
        {
            var leaving = cluster.Youngest;
            using var channel = GrpcChannel.ForAddress(leaving.Grpc);
            await using var witness = await Beater.Start($"witness-{Guid.NewGuid():N}", new FleetClients.FleetClientsClient(channel));
            await using var connection = new NpgsqlConnection(Journal);
            await connection.OpenAsync();
            await Execute("SELECT pg_advisory_lock('journal'::regclass::bigint)");
            await Eventually.Holds(async () => await Execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'") >= cluster.Nodes.Count, "all nodes are in a commit");
            var isCut = witness.IsCut();
            leaving.Process.Terminate();
            // It drains for 5 s, and no answer comes: then it cuts its streams.
            await isCut;
            await Execute("SELECT pg_advisory_unlock('journal'::regclass::bigint), 0");
            await Eventually.Holds(() => leaving.Process.HasEnded, "it has left", () => leaving.Process.Output);
            await load.AllAcked(after: load.Now);

            async Task<long> Execute(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection);
                return await command.ExecuteScalarAsync() as long? ?? 0;
            }
        }, isPatient: true);

        Assert.All(histories.Values, history => Assert.DoesNotContain(history, row => row.Event is SessionEnded));
    }

    [Fact]
    public async Task A_shard_moves_away_and_back()
    {
        var histories = await Survives("A fourth node joins and leaves, until a shard is back where it was", async load =>
        {
            // Where a shard goes is not ours to say: most often one is back at the first visit.
            for (var visits = 1; !(await Writers()).Values.Any(moves => moves.Distinct().Count() < moves.Count); visits++)
            {
                Assert.True(visits <= 8, "no client has ever come back to a node where it was");
                await Visit();
            }

            async Task Visit()
            {
                var moves = await Moves();
                var visitor = cluster.NewNode();
                cluster.Nodes.Add(visitor);
                await cluster.Start(visitor);
                await Eventually.Holds(async () => await Moves() >= moves + 5, "clients move to the fourth node");
                visitor.Process.Terminate();
                await Eventually.Holds(() => visitor.Process.HasEnded, "it has left", () => visitor.Process.Output);
                cluster.Forget(visitor);
                await load.AllAcked(after: load.Now);
            }

            async Task<int> Moves() => (await Writers()).Values.Sum(moves => moves.Count);

            async Task<Dictionary<string, List<string>>> Writers()
            {
                var writers = load.Clients.ToDictionary(client => client.Id, _ => new List<string>());
                await using var connection = new NpgsqlConnection(Journal);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand($"SELECT persistence_id, writer_uuid FROM journal WHERE persistence_id LIKE '{load.Prefix}%' ORDER BY ordering", connection);
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                {
                    if (writers.TryGetValue(rows.GetString(0), out var moves) && moves.LastOrDefault() != rows.GetString(1))
                        moves.Add(rows.GetString(1));
                }

                return writers;
            }
        }, isPatient: true);

        Assert.All(histories.Values, history => Assert.DoesNotContain(history, row => row.Event is SessionEnded));
    }

    private static TimeSpan Frozen { get; } = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("FLEET_FREEZE_SECONDS") ?? "15"));

    private protected override Task Heal() => cluster.Heal();
}
