using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class DefaultsTests
{
    [Fact]
    public void Before_its_first_event_a_client_does_not_exist_and_has_no_icon()
    {
        Assert.False(ClientState.None.Exists);
        Assert.Null(ClientState.None.Icon);
    }

    [Fact]
    public void A_report_that_tells_nothing_creates_a_client_with_the_defaults()
    {
        var state = Scene.Empty().Then(Scene.Report(1)).After;

        Assert.True(state.Exists);
        Assert.Equal(
            new ClientStatus(Connection.Offline, ScanMethod.Conventional, PatternStatus.UpToDate, RealTimeScan.Enabled, SmartProtection.NotUsed),
            state.Status);
        Assert.Equal(GroupName.Default, state.Group);
        Assert.Equal(PresenceCause.Never, state.Presence.Cause);
        Assert.Equal(Facts.Every, state.Unreported);
    }

    [Fact]
    public void The_first_row_always_brings_an_icon_from_nothing()
    {
        var row = Assert.Single(Scene.Empty().Then(Scene.Report(1)).Decision.Events);
        Assert.Equal(new IconChange(null, Scene.Icon("offline-conventional-up-to-date-rts-enabled"), Conditions.None), row.Icon);
    }

    [Fact]
    public void A_hello_creates_a_client_too()
    {
        var state = Scene.Empty().Then(Scene.Hello(1)).After;
        Assert.Equal("online-conventional-up-to-date-rts-enabled", state.Icon?.Name);
        Assert.Equal(Facts.Every, state.Unreported);
    }

    [Fact]
    public void A_smart_client_that_never_told_of_its_server_counts_as_disconnected()
    {
        var state = Scene.Empty().Then(Scene.Report(1, new ReportedFacts { ScanMethod = ScanMethod.Smart })).After;
        Assert.Equal("offline-smart-rts-enabled-sps-disconnected", state.Icon?.Name);
        Assert.True(state.Unreported.HasFlag(Fact.SmartProtection));
    }

    [Fact]
    public void Telling_a_default_is_news_once()
    {
        var facts = new ReportedFacts { RealTimeScan = RealTimeScan.Enabled, Group = GroupName.Default, Roaming = false };
        var first = Scene.Empty().Then(Scene.Report(1)).Then(Scene.Report(2, facts));
        var row = Assert.IsType<ReportTaken>(Assert.Single(first.Decision.Events));
        Assert.Equal(Fact.RealTimeScan | Fact.Group | Fact.Roaming, row.Changed.Which);
        Assert.Null(row.Icon);
        Assert.Empty(first.Then(Scene.Report(3, facts)).Decision.Events);
    }
}
