using System.Text.RegularExpressions;
using Fleet.Cluster.Tests.Hosting;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Faults;

/// <summary>The clock of one node's machine is wrong (libfaketime); PostgreSQL's is right.</summary>
[Collection(OneCluster.Name)]
public sealed partial class ClockFaultTests(FleetCluster cluster, ITestOutputHelper output) : FaultTest(output)
{
    private protected override IReadOnlyList<Node> Nodes => cluster.Nodes;

    private protected override string Journal => cluster.Postgres.OwnConnectionString;

    [Fact]
    public async Task A_node_is_a_year_ahead()
    {
        var (year, start) = (TimeSpan.FromDays(365), DateTime.UtcNow);
        var node = cluster.Youngest;
        await Restart(FakeTime.Always(year));
        await Survives("The clock of a node is a year ahead", async load =>
        {
            await load.AllAcked(after: load.Now);
            await Eventually.Holds(async () => Math.Abs(await Metric.Of(node, "fleet_clock_skew_seconds") - year.TotalSeconds) < 60, "the skew is told as a metric");
            await Eventually.Holds(() => Skewed().IsMatch(node.Process.Output), "the log says so, too", () => node.Process.Output);
        });

        // Nothing that it wrote stops recorded time.
        Assert.InRange(await LastRecorded(), start, DateTime.UtcNow.AddSeconds(1));
        Assert.All(cluster.Nodes, other => Assert.Equal(0, Metric.Of(other, "fleet_journal_clock_ahead_seconds").Result, tolerance: 1));
        await Restart();

        async Task Restart(params (string Name, string Value)[] more)
        {
            node.Process.Terminate();
            await Eventually.Holds(() => node.Process.HasEnded, "the node has left", () => node.Process.Output);
            await cluster.Start(node, more);
        }
    }

    private protected override Task Heal() => cluster.Heal();

    [GeneratedRegex("This host's clock is 315[0-9]* s ahead of the journal's", RegexOptions.NonBacktracking)]
    private static partial Regex Skewed();

    private async Task<DateTime> LastRecorded()
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT created FROM journal ORDER BY ordering DESC LIMIT 1", connection);
        return new DateTime((long)(await command.ExecuteScalarAsync())!, DateTimeKind.Utc);
    }
}
