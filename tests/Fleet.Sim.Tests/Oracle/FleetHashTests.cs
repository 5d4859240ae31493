using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Xunit;

namespace Fleet.Sim.Tests.Oracle;

public sealed class FleetHashTests
{
    private static readonly ClientFacets First = new(
        "B-1", "sales", "offline", "smart", "up-to-date", "enabled", "connected", "offline-smart-rts-enabled-sps-connected", "none");

    private static readonly ClientFacets Second = First with { ClientId = "a-1", Group = "default" };

    [Fact]
    public void Is_the_sha_256_of_the_lines_as_any_tool_computes_it()
    {
        // printf 'B-1|sales|offline|smart|up-to-date|enabled|connected|offline-smart-rts-enabled-sps-connected\na-1|default|…\n' | sha256sum
        Assert.Equal("d55826ab88b180c1c49b63ea0aeb0540baf8a88d1d73dd2898b8fc1960185e3e", FleetHasher.Of([First, Second]));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", FleetHasher.Of([]));
    }

    [Fact]
    public void The_order_of_the_clients_does_not_matter_and_is_ordinal() =>
        Assert.Equal(FleetHasher.Of([First, Second]), FleetHasher.Of([Second, First]));

    [Fact]
    public void Each_facet_counts()
    {
        ClientFacets[] others =
        [
            First with { ClientId = "B-2" }, First with { Group = "x" }, First with { Connection = "x" }, First with { ScanMethod = "x" },
            First with { PatternStatus = "x" }, First with { RealTimeScan = "x" }, First with { SmartProtection = "x" }, First with { Icon = "x" }, First,
        ];
        Assert.Equal(others.Length, others.Select(one => FleetHasher.Of([one])).Distinct().Count());
    }

    [Fact]
    public void A_client_out_of_order_or_twice_is_refused()
    {
        using var hash = new FleetFingerprint();
        Add("b");
        Assert.Throws<ArgumentException>(() => Add("a"));
        Assert.Throws<ArgumentException>(() => Add("b"));

        void Add(string id) => hash.Add(id, "", "", "", "", "", "", "");
    }
}
