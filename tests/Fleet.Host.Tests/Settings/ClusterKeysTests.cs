using Fleet.Host.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Fleet.Host.Tests.Settings;

public sealed class ClusterKeysTests
{
    private const string Database = "Host=127.0.0.1;Database=fleet;Username=fleet;Password=fleet";

    [Fact]
    public void A_node_is_a_cluster_of_its_own_unless_it_is_told_of_others()
    {
        var cluster = Read().Cluster;
        Assert.Equal(("127.0.0.1", 0, TimeSpan.FromMinutes(1), null), (cluster.Host, cluster.Port, cluster.JoinWithin, cluster.Certificate));
        Assert.Null(cluster.Advertise);
        Assert.Empty(cluster.Seeds);
        Assert.Equal(["clients"], cluster.Roles);
    }

    [Fact]
    public void Seeds_come_from_one_variable_or_from_a_list()
    {
        string[] seeds = ["10.0.0.1:4053", "fleet-2:4053"];
        Assert.Equal(seeds, Shared(("Fleet:Cluster:Seeds", "10.0.0.1:4053, fleet-2:4053")).Cluster.Seeds);
        Assert.Equal(seeds, Shared(("Fleet:Cluster:Seeds:0", "10.0.0.1:4053"), ("Fleet:Cluster:Seeds:1", "fleet-2:4053")).Cluster.Seeds);
    }

    [Theory]
    [InlineData("Fleet:Cluster:Host", "0.0.0.0")]
    [InlineData("Fleet:Cluster:Host", "http://fleet")]
    [InlineData("Fleet:Cluster:Port", "70000")]
    [InlineData("Fleet:Cluster:Port", "-1")]
    [InlineData("Fleet:Cluster:Seeds", "10.0.0.1")]
    [InlineData("Fleet:Cluster:Seeds", "10.0.0.1:0")]
    [InlineData("Fleet:Cluster:Seeds", "10.0.0.1:4053,,10.0.0.2:4053")]
    [InlineData("Fleet:Cluster:Roles", "client")]
    [InlineData("Fleet:Cluster:Roles", "none")]
    [InlineData("Fleet:Cluster:JoinWithin", "60")]
    [InlineData("Fleet:Cluster:Advertise", "10.0.0.1:5081")]
    [InlineData("Fleet:Cluster:Advertise", "http://0.0.0.0:5081")]
    [InlineData("Fleet:Cluster:Advertise", "http://fleet-1:5081/v1")]
    public void A_value_that_a_key_does_not_take_is_refused_by_name(string key, string value) =>
        Assert.StartsWith($"{key} takes ", Assert.Throws<SettingsException>(() => Shared((key, value))).Message);

    [Fact]
    public void An_unknown_key_beside_a_list_is_refused() =>
        Assert.Contains("Fleet:Cluster:Seed.", Assert.Throws<SettingsException>(() => Shared(("Fleet:Cluster:Seed", "10.0.0.1:4053"))).Message);

    [Fact]
    public void Nodes_that_others_can_reach_need_a_certificate()
    {
        var refusal = Assert.Throws<SettingsException>(() => Shared(("Fleet:Cluster:Host", "10.0.0.1")));
        Assert.Contains("Fleet:Cluster:Certificate", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("node.pem", Shared(("Fleet:Cluster:Host", "10.0.0.1"), ("Fleet:Cluster:Certificate", "node.pem")).Cluster.Certificate, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.0.0.1:5081")]
    [InlineData("https://fleet-1.example.com")]
    public void A_node_advertises_what_clients_connect_to(string address) =>
        Assert.Equal(address, Shared(("Fleet:Cluster:Advertise", address)).Cluster.Advertise);

    [Fact]
    public void Several_nodes_need_a_store_that_they_share() =>
        Assert.Contains("Fleet:Store", Assert.Throws<SettingsException>(() => Read(("Fleet:Cluster:Seeds", "127.0.0.1:4053"))).Message);

    private static FleetSettings Shared(params (string Key, string Value)[] over) =>
        Read([("Fleet:Store", "postgres"), ("ConnectionStrings:Fleet", Database), .. over]);

    private static FleetSettings Read(params (string Key, string Value)[] over) => FleetSettings.From(
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .AddInMemoryCollection(over.Select(e => KeyValuePair.Create(e.Key, (string?)e.Value)))
            .Build());
}
