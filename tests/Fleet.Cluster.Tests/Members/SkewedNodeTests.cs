using Fleet.Cluster.Tests.Hosting;
using Fleet.Cluster.Tests.Load;
using Xunit;

namespace Fleet.Cluster.Tests.Members;

/// <summary>A node whose clock is wrong by more than anything waits inside the cluster: it takes what the others forward, and they what it does.</summary>
[Collection(OneCluster.Name)]
public sealed class SkewedNodeTests(FleetCluster cluster)
{
    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Everything_is_acked_by_it_and_through_it(int minutes)
    {
        await cluster.Heal();
        using var clock = new FakeTime(TimeSpan.FromMinutes(minutes));
        using var node = cluster.NewNode();
        node.Start(cluster.Nodes[0].Remoting, clock.Settings);
        await FleetCluster.Ready(node);
        await using (var load = await FleetLoad.Start(cluster.Grpc.Append(node.Grpc)))
        {
            // Until shards have moved there; what is forwarded to it is acked.
            await Eventually.Holds(async () => await Metric.Of(node, "fleet_recoveries_total") >= 5, "it holds clients");
            await load.AllAcked(after: load.Now);
            await load.FallSilent();
            await JournalAudit.Check($"{cluster.Postgres.ConnectionString};Pooling=false", load);
        }

        node.Process.Terminate();
        await Eventually.Holds(() => node.Process.HasEnded, "it has left", () => node.Process.Output);
        Assert.Equal(0, node.Process.ExitCode);
    }
}
