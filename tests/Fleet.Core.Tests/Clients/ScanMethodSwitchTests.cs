using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class ScanMethodSwitchTests
{
    [Theory]
    [InlineData(ScanMethod.Conventional, SmartProtection.Connected, ScanMethod.Smart, SmartProtection.Disconnected)]
    [InlineData(ScanMethod.Smart, SmartProtection.Connected, ScanMethod.Conventional, SmartProtection.NotUsed)]
    [InlineData(ScanMethod.Smart, SmartProtection.Disconnected, ScanMethod.Conventional, SmartProtection.NotUsed)]
    public void A_switch_resets_the_link_to_the_default_of_the_new_method(ScanMethod from, SmartProtection link, ScanMethod to, SmartProtection reset)
    {
        var state = Told(from, link).Then(Scene.Report(2, new ReportedFacts { ScanMethod = to })).After;
        Assert.Equal(reset, state.SmartProtection);
        Assert.True(state.Unreported.HasFlag(Fact.SmartProtection));
        Assert.Null(state.SinceOf(Fact.SmartProtection));
    }

    [Theory]
    [InlineData(SmartProtection.Connected)]
    [InlineData(SmartProtection.Disconnected)]
    public void Unless_the_same_report_tells_it(SmartProtection link)
    {
        var state = Told(ScanMethod.Conventional, link).Then(Scene.Report(2, new ReportedFacts { ScanMethod = ScanMethod.Smart, SmartProtection = link })).After;
        Assert.Equal(link, state.SmartProtection);
        Assert.False(state.Unreported.HasFlag(Fact.SmartProtection));
    }

    [Fact]
    public void The_same_method_told_again_resets_nothing()
    {
        var state = Told(ScanMethod.Smart, SmartProtection.Connected).Then(Scene.Report(2, new ReportedFacts { ScanMethod = ScanMethod.Smart })).After;
        Assert.Equal(SmartProtection.Connected, state.SmartProtection);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ScanMethod.Smart)]
    public void Smart_scan_contradicts_a_link_that_is_not_used(ScanMethod? toldToo)
    {
        var refused = Told(ScanMethod.Smart, SmartProtection.Connected)
            .Then(Scene.Report(2, new ReportedFacts { ScanMethod = toldToo, SmartProtection = SmartProtection.NotUsed }))
            .Refused(RefusalCode.Contradiction, retryable: false);
        Assert.Equal("facts.smartProtection", refused.Refusal.Field);
    }

    [Fact]
    public void Leaving_smart_scan_may_tell_that_the_link_is_not_used() =>
        Assert.IsType<Taken>(Told(ScanMethod.Smart, SmartProtection.Connected)
            .Then(Scene.Report(2, new ReportedFacts { ScanMethod = ScanMethod.Conventional, SmartProtection = SmartProtection.NotUsed })).Decision.Reply);

    private static Moment Told(ScanMethod method, SmartProtection link) =>
        Scene.Empty().Then(Scene.Report(1, new ReportedFacts { ScanMethod = method, SmartProtection = link }));
}
