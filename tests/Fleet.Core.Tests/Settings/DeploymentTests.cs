using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Settings;

/// <summary>When settings are sent, and how a client stands to them.</summary>
public sealed class DeploymentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly EffectiveSettings Managed = Of(new LevelSettings { RealTimeScan = ManagedScan.Enabled });
    private static readonly EffectiveSettings Granted = Of(new LevelSettings { ScheduledUpdate = true, Every = Recurrence.Day, At = UpdateTime.Parse("12:30") });

    [Fact]
    public void An_online_client_gets_them_now_an_offline_one_when_it_is_back_and_a_roaming_one_when_it_leaves_roaming()
    {
        Assert.True(Next(Client(Connection.Online)).IsDue);
        Assert.Equal(default, Next(Client(Connection.Offline)));
        Assert.Equal(default, Next(Client(Connection.Roaming)));
        Assert.Equal(SettingsWait.Answer, Deployment.StandingOf(Client(Connection.Online), Managed, understands: true).WaitsFor);
        Assert.Equal(SettingsWait.Reconnect, Deployment.StandingOf(Client(Connection.Offline), Managed, understands: true).WaitsFor);
        Assert.Equal(SettingsWait.LeavesRoaming, Deployment.StandingOf(Client(Connection.Roaming), Managed, understands: true).WaitsFor);
    }

    [Fact]
    public void What_the_client_has_is_not_sent_again()
    {
        var held = Client(Connection.Online, applied: Managed);
        Assert.Equal(default, Next(held));
        Assert.Equal(default, Next(held, new SentSettings(Managed.Tag, Now) { IsApplied = true }));
        Assert.Equal((SettingsState.Applied, null), (Deployment.StandingOf(held, Managed, understands: true).State, Deployment.StandingOf(held, Managed, understands: true).WaitsFor));
    }

    [Fact]
    public void What_was_sent_last_decides_and_not_what_was_applied_before_it()
    {
        var held = Client(Connection.Online, applied: Managed);
        Assert.True(Next(held, new SentSettings(EffectiveSettings.BuiltIn.Tag, Now)).IsDue);
        Assert.Equal(default, Next(held, new SentSettings(Managed.Tag, Now)));
        Assert.Equal(SettingsState.Pending, Deployment.StandingOf(held, Managed, understands: true, awaited: Managed.Tag).State);
    }

    [Fact]
    public void With_the_privilege_a_scheduled_update_brings_them_to_a_roaming_client()
    {
        var roaming = Client(Connection.Roaming);
        var update = Now.AddMinutes(30);
        Assert.Equal(new DeploymentStep(IsDue: false, update), Deployment.Next(roaming, Granted, null, Now, Now));
        Assert.True(Deployment.Next(roaming, Granted, null, Now, update).IsDue);
        Assert.Equal(new DeploymentStep(IsDue: false, update.AddDays(1)), Deployment.Next(roaming, Granted, null, update, update.AddMinutes(1)));
        Assert.Equal(default, Deployment.Next(roaming, Of(Granted.Settings with { ScheduledUpdate = false }), null, Now, update));
        Assert.Equal(default, Deployment.Next(roaming, Of(new LevelSettings { ScheduledUpdate = true }), null, Now, update));
    }

    [Fact]
    public void What_failed_is_sent_again_by_the_next_session_and_not_by_this_one()
    {
        var failed = Client(Connection.Online) with { Settings = new ClientSettings(LevelSettings.None, new AppliedSettings(Managed.Tag, true), new FailedSettings(Managed.Tag, "no room")) };
        Assert.Equal(default, Next(failed, new SentSettings(Managed.Tag, Now.AddHours(-1)) { IsApplied = false }));
        Assert.True(Next(failed).IsDue);
        Assert.Equal((SettingsState.Failed, SettingsWait.Reconnect), (Deployment.StandingOf(failed, Managed, understands: true).State, Deployment.StandingOf(failed, Managed, understands: true).WaitsFor));
    }

    [Theory]
    [InlineData(ManagedScan.Enabled, RealTimeScan.Disabled, true)]
    [InlineData(ManagedScan.Disabled, RealTimeScan.Enabled, true)]
    [InlineData(ManagedScan.Enabled, RealTimeScan.Stopped, false)]
    [InlineData(ManagedScan.Disabled, RealTimeScan.Stopped, false)]
    [InlineData(ManagedScan.Unmanaged, RealTimeScan.Disabled, false)]
    [InlineData(ManagedScan.Enabled, null, false)]
    public void Drift_is_what_was_reported_and_is_managed_to_be_otherwise(ManagedScan managed, RealTimeScan? reported, bool isDrift)
    {
        var inForce = Of(new LevelSettings { RealTimeScan = managed });
        var client = Client(Connection.Online, applied: inForce) with { RealTimeScan = reported };
        var standing = Deployment.StandingOf(client, inForce, understands: true);
        Assert.Equal((isDrift ? Fact.RealTimeScan : Fact.None, isDrift ? SettingsState.Pending : SettingsState.Applied), (standing.Drift, standing.State));
        Assert.Equal(isDrift, Deployment.Next(client, inForce, null, Now, Now) is { IsDue: true, IsAgain: true });
    }

    [Fact]
    public void A_scan_method_drifts_too()
    {
        var smart = Of(new LevelSettings { ScanMethod = ManagedMethod.Smart });
        Assert.Equal(Fact.ScanMethod, (Client(Connection.Online) with { ScanMethod = ScanMethod.Conventional }).DriftFrom(smart));
        Assert.Equal(Fact.None, (Client(Connection.Online) with { ScanMethod = ScanMethod.Smart }).DriftFrom(smart));
    }

    [Fact]
    public void Who_drifts_is_sent_the_same_again_at_most_once_a_minute_and_not_before_it_can_have_reported()
    {
        var drifting = Client(Connection.Online, applied: Managed) with { RealTimeScan = RealTimeScan.Disabled };
        var sent = new SentSettings(Managed.Tag, Now) { IsApplied = true };
        Assert.True(Next(drifting, sent).IsDue);
        Assert.Equal(new DeploymentStep(IsDue: false, Now.AddMinutes(1)), Next(drifting, sent with { DriftThen = Fact.RealTimeScan }));
        Assert.Equal(new DeploymentStep(IsDue: false, Now.AddMinutes(1)), Next(drifting, sent with { IsAgain = true }));
        Assert.True(Next(drifting, sent with { IsAgain = true, At = Now.AddMinutes(-1) }).IsDue);
        Assert.Equal(default, Next(drifting with { Connection = Connection.Roaming }, sent));
    }

    [Fact]
    public void Who_understands_no_settings_is_unsupported_and_waits_for_nothing() => Assert.Equal(
        new SettingsStanding(SettingsState.Unsupported, Fact.None, null), Deployment.StandingOf(Client(Connection.Online), Managed, understands: false));

    [Fact]
    public void Of_a_schedule_that_was_put_a_moment_ago_no_update_has_come()
    {
        var (roaming, hourly) = (Client(Connection.Roaming), Of(new LevelSettings { ScheduledUpdate = true, Every = Recurrence.Hour, At = UpdateTime.Parse(":15") }));
        var (since, now) = (Now, Now.AddHours(3));
        Assert.True(Deployment.Next(roaming, hourly, null, since, now, hourly).IsDue);
        Assert.Equal(new DeploymentStep(IsDue: false, hourly.ScheduledUpdateAfter(now)), Deployment.Next(roaming, hourly, null, since, now, Managed));
    }

    private static DeploymentStep Next(ManagedClient client, SentSettings? last = null) => Deployment.Next(client, Managed, last, Now, Now);

    private static EffectiveSettings Of(LevelSettings level) => SettingsBook.Empty.InForce(GroupName.Default, level);

    private static ManagedClient Client(Connection connection, EffectiveSettings? applied = null) => new(
        connection, GroupName.Default, applied is null ? ClientSettings.None : ClientSettings.None.WithAnswer(applied.Tag, applied.GrantsRoaming, null), null, null);
}
