using System.Net;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Cluster.Tests.Load;
using Fleet.Testing;
using Xunit;

namespace Fleet.Cluster.Tests.Members;

/// <summary>Nodes that come: by seeds, for questions only, with a certificate.</summary>
[Collection(OneCluster.Name)]
public sealed class JoinTests(FleetCluster cluster)
{
    [Fact]
    public async Task A_node_whose_seeds_do_not_answer_says_so_and_ends()
    {
        using var node = cluster.NewNode();
        node.Start("127.0.0.1:1", ("Fleet__Cluster__JoinWithin", "00:00:03"));
        await Eventually.Holds(() => node.Process.HasEnded, "it gives up", () => node.Process.Output);
        Assert.Equal(1, node.Process.ExitCode);
        Assert.Contains("None of the seeds 127.0.0.1:1 let this node", node.Process.Output, StringComparison.Ordinal);
        Assert.Contains("Fleet:Cluster:Seeds", node.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", node.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_for_questions_passes_sessions_on_and_holds_no_client()
    {
        await cluster.Heal();
        using var node = cluster.NewNode();
        node.Start(cluster.Nodes[0].Remoting, ("Fleet__Cluster__Roles", "query"));
        await FleetCluster.Ready(node);
        await using (var load = await FleetLoad.Start([node.Grpc], clients: 20))
        {
            await load.AllAcked(after: load.Now);
            await load.FallSilent();
            await Eventually.Holds(async () => await node.Get($"/v1/clients/{load.Clients[0].Id}") is not null, "it tells of a client");
            await JournalAudit.Check(cluster.Postgres.OwnConnectionString, load);
        }

        Assert.Equal(0, await Recoveries(node));
        await Eventually.Holds(async () => (await Task.WhenAll(cluster.Nodes.Select(Recoveries))).Sum() >= 20, "the others hold the clients");
        node.Process.Terminate();
        await Eventually.Holds(() => node.Process.HasEnded, "it has left", () => node.Process.Output);
        Assert.Equal(0, node.Process.ExitCode);
    }

    [Fact]
    public async Task Clients_that_go_where_they_are_sent_have_one_session_at_the_node_that_holds_them()
    {
        await cluster.Heal();
        var before = (await Task.WhenAll(cluster.Nodes.Select(node => Metric.Of(node, "fleet_redirects_total")))).Sum();
        await using var load = await FleetLoad.Start(cluster.Grpc, clients: 30, isPatient: true);
        await load.FallSilent();
        var sent = load.Clients.Count(client => client.IsHome);
        Assert.InRange(sent, 1, load.Clients.Count);
        Assert.All(load.Clients, client => Assert.Equal(1, client.Sessions));
        // A hello that waited for its shard's first home is said again, and answered twice.
        await Eventually.Holds(
            async () => (await Task.WhenAll(cluster.Nodes.Select(node => Metric.Of(node, "fleet_redirects_total")))).Sum() >= before + sent, "all who were sent are counted");
        await JournalAudit.Check(cluster.Postgres.OwnConnectionString, load);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_stops_the_start()
    {
        using var node = new Node(IPAddress.Loopback, FleetCluster.Settings(cluster.Postgres.ConnectionString, Path.GetTempPath()));
        node.Start("none", ("Fleet__Cluster__Certificate", "/nowhere/node.pem"));
        Assert.True(node.Process.WaitForEnd(Patience.Long));
        Assert.NotEqual(0, node.Process.ExitCode);
        Assert.Contains("Fleet:Cluster:Certificate takes a PEM file", node.Process.Output, StringComparison.Ordinal);
    }

    /// <summary>How many clients' actors have started on a node.</summary>
    private static Task<double> Recoveries(Node node) => Metric.Of(node, "fleet_recoveries_total");
}
