using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;
using Xunit;

namespace Fleet.Sim.Tests.Oracle;

/// <summary>The oracle's icons come from docs/icons.csv, its connection and conditions from a reading of its own: they agree with the product's rules, which are not asked.</summary>
public sealed class IconCatalogueTests
{
    [Fact]
    public void In_each_of_the_90_states_the_two_readings_agree() => Assert.All(ClientStatus.All, status =>
    {
        var client = new OracleClient(
            Exists: true, LastSeq: 0, GroupName.Default, IsConnected: status.Connection == Connection.Online, HasLeft: false, status.Numbers, status.Pattern);
        Assert.Equal(Icon.Of(status).Name, IconCatalogue.Of(client));
        Assert.Equal(status.Connection, client.Connection);
        Assert.Equal(Words.Each(status.Conditions).Select(condition => Words.Of(condition)).Order(StringComparer.Ordinal), client.Conditions.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Who_roams_is_roaming_with_a_session_and_without()
    {
        var roaming = new OracleClient(Exists: true, 0, GroupName.Default, IsConnected: true, HasLeft: false, Facts.Defaults.With(Fact.Roaming, FactNumbers.On), PatternStatus.UpToDate);
        Assert.Equal((Connection.Roaming, Connection.Roaming), (roaming.Connection, (roaming with { IsConnected = false }).Connection));
        Assert.Equal("roaming-conventional-up-to-date-rts-enabled", IconCatalogue.Of(roaming));
    }
}
