using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Icons;

public sealed class ConditionsTests
{
    [Fact]
    public void Each_state_has_exactly_the_conditions_that_its_dimensions_call_for() =>
        Assert.All(ClientStatus.All, status =>
        {
            Assert.Equal(status.Pattern == PatternStatus.Outdated, Has(Conditions.PatternOutdated));
            Assert.Equal(status.RealTimeScan == RealTimeScan.Disabled, Has(Conditions.RealTimeScanDisabled));
            Assert.Equal(status.RealTimeScan == RealTimeScan.Stopped, Has(Conditions.RealTimeScanStopped));
            Assert.Equal(Unreachable(ScanMethod.Conventional), Has(Conditions.WebReputationUnreachable));
            Assert.Equal(Unreachable(ScanMethod.Smart), Has(Conditions.SmartProtectionUnreachable));

            bool Has(Conditions condition) => status.Conditions.HasFlag(condition);
            bool Unreachable(ScanMethod method) => status.ScanMethod == method && status.SmartProtection == SmartProtection.Disconnected;
        });

    [Fact]
    public void An_icon_shows_what_all_its_states_have_in_common() =>
        Assert.All(Icon.All, icon => Assert.Equal(
            ClientStatus.All.Where(s => Icon.Of(s) == icon).Select(s => s.Conditions).Aggregate((a, b) => a & b),
            icon.ShownConditions));

    [Fact]
    public void Only_an_old_pattern_with_smart_scan_and_a_lost_link_with_a_current_pattern_are_not_shown() =>
        Assert.All(ClientStatus.All, status =>
        {
            var hidden = status.Conditions & ~Icon.Of(status).ShownConditions;
            Assert.Equal(
                status switch
                {
                    { ScanMethod: ScanMethod.Smart, Pattern: PatternStatus.Outdated } => Conditions.PatternOutdated,
                    { ScanMethod: ScanMethod.Conventional, Pattern: PatternStatus.UpToDate, SmartProtection: SmartProtection.Disconnected } =>
                        Conditions.WebReputationUnreachable,
                    _ => Conditions.None,
                },
                hidden);
        });

    [Fact]
    public void The_connection_is_no_condition() =>
        Assert.All(ClientStatus.All, status => Assert.Equal(status.Conditions, (status with { Connection = Connection.Online }).Conditions));
}
