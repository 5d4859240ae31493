using Fleet.Sim.Oracle;
using Xunit;

namespace Fleet.Sim.Tests.Oracle;

public sealed class ComparisonTests
{
    private static readonly ClientFacets Right = new(
        "pc-1", "sales", "online", "smart", "up-to-date", "enabled", "connected", "online-smart-rts-enabled-sps-connected", "none");

    [Fact]
    public void Equal_clients_are_counted_and_not_listed()
    {
        var comparison = new Comparison();
        comparison.Check("pc-1", Right, Right with { });
        comparison.Check("pc-2", null, null);
        Assert.Equal((2, 0), (comparison.Checked, comparison.Mismatched));
        Assert.Empty(comparison.First);
    }

    [Fact]
    public void A_difference_names_the_client_and_each_facet()
    {
        var comparison = new Comparison();
        comparison.Check("pc-1", Right, Right with { Connection = "offline", Icon = "offline-smart-rts-enabled-sps-connected" });
        Assert.Equal(
            ["pc-1: connection is offline, should be online", "pc-1: icon is offline-smart-rts-enabled-sps-connected, should be online-smart-rts-enabled-sps-connected"],
            comparison.First.Select(mismatch => mismatch.ToString()));
    }

    [Fact]
    public void What_differs_in_the_same_way_is_told_once_with_how_many_and_the_most_frequent_first()
    {
        var comparison = new Comparison();
        comparison.Check("pc-0", Right, Right with { Group = "x" });
        for (var i = 1; i <= 5; i++)
            comparison.Check($"pc-{i}", Right, Right with { Connection = "offline" });
        Assert.Equal(
            ["connection is offline, should be online: 5 clients, such as pc-1, pc-2, pc-3", "group is x, should be sales: 1 client, such as pc-0"],
            comparison.Groups.Select(group => group.ToString()));
    }

    [Fact]
    public void Kinds_of_difference_are_bounded_and_nobody_is_left_out_of_the_count()
    {
        var comparison = new Comparison();
        for (var i = 0; i < 2_000; i++)
            comparison.Check($"pc-{i}", Right, Right with { Group = $"g{i}" });
        Assert.InRange(comparison.Groups.Count, 1, 600);
        Assert.Equal(2_000, comparison.Groups.Sum(group => group.Clients));
    }

    [Fact]
    public void A_client_too_many_or_too_few_is_a_difference()
    {
        var comparison = new Comparison();
        comparison.Check("pc-1", Right, null);
        comparison.Check("pc-2", null, Right);
        Assert.Equal(["pc-1: client is absent, should be present", "pc-2: client is present, should be absent"], comparison.First.Select(m => m.ToString()));
    }

    [Fact]
    public void The_list_is_bounded_and_the_count_is_not()
    {
        var comparison = new Comparison(listed: 3);
        for (var i = 0; i < 10; i++)
            comparison.Check($"pc-{i}", Right, Right with { Group = "x", Icon = "y" });
        Assert.Equal((10, 10, 3), (comparison.Checked, comparison.Mismatched, comparison.First.Count));
    }
}
