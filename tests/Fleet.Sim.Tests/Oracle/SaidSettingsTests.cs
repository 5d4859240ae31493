using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Oracle;

/// <summary>The second reading of settings and of the privilege to roam.</summary>
public sealed class SaidSettingsTests
{
    private static readonly (ClientId Id, GroupName Group) Who = (ClientId.Parse("pc-1"), GroupName.Parse("sales"));

    private static readonly LevelSettings Withheld = new() { Roaming = false };

    private static readonly LevelSettings Without = EffectiveSettings.BuiltIn.Settings with { Roaming = false };

    [Fact]
    public void It_gives_what_the_rules_give()
    {
        LevelSettings[] levels =
        [
            LevelSettings.None,
            new() { RealTimeScan = ManagedScan.Enabled, Every = Recurrence.Day, At = UpdateTime.Parse("12:00"), ScheduledUpdate = true },
            new() { ScanMethod = ManagedMethod.Smart, Every = Recurrence.Never, Sources = new UpdateSources([UpdateSource.Vendor, UpdateSource.Server]) },
            new() { Roaming = false, IncludeRoamingAndOffline = true, RealTimeScan = ManagedScan.Unmanaged },
        ];
        foreach (var fleet in levels)
        {
            foreach (var group in levels)
            {
                foreach (var own in levels)
                {
                    var said = new SaidSettings([At(1, Put(fleet)), At(2, Put(group, Who.Group)), At(3, Patch(SettingsPatch.Whole(own)))]);
                    var rules = EffectiveSettings.BuiltIn.With(fleet, SettingLevel.Fleet).With(group, SettingLevel.Group).With(own, SettingLevel.Own);
                    Assert.Equal(PlainSettings.Of(rules.Settings), said.InTheEnd(Who.Id, Who.Group));
                }
            }
        }
    }

    [Fact]
    public void While_a_change_is_on_its_way_both_may_be_in_force()
    {
        var said = new SaidSettings([At(10, Put(Withheld)), At(20, Put(LevelSettings.None))]);
        Assert.Equal([true], Granted(said, 5, 6));
        Assert.Equal([true, false], Granted(said, 11, 12));
        Assert.Equal([false], Granted(said, 15, 16));
        Assert.Equal([true, false, true], Granted(said, 9, 21));
        Assert.Equal([false, true], Granted(said, 15, 21));
    }

    [Fact]
    public void What_the_server_did_not_take_is_not_in_force() =>
        Assert.True(new SaidSettings([At(1, Put(Withheld)) with { Refusal = "no" }]).InTheEnd(Who.Id, Who.Group).GrantsRoaming);

    [Fact]
    public void Who_has_no_privilege_and_is_told_so_is_refused_and_nobody_else()
    {
        DoneAct[] acts = [At(10, Put(Withheld))];
        // Before; without the privilege, told so; the same, not told; returning.
        var rights = Rights(acts, Told(1, 5), Told(2, 6, on: false), Told(3, 30), Refused(3, 30), Told(4, 40));
        Assert.Equal([(0, 3L), (0, 4L)], rights.Refused.Order());
        Assert.Contains("without the privilege, and was not told so", Assert.Single(rights.Wrong).Wrong, StringComparison.Ordinal);
        Assert.Equal(3, rights.Judged);
        // Who leaves its session meanwhile hears nothing, and was not taken all the same.
        var gone = Rights(acts, Told(4, 40), Done(40.2, new Deed.SessionGone()));
        Assert.Equal((0, 4L), Assert.Single(gone.Refused));
        Assert.Empty(gone.Wrong);
    }

    [Fact]
    public void Who_may_roam_and_is_told_not_to_is_wronged()
    {
        var rights = Rights([], Told(1, 5), Refused(1, 5));
        Assert.Contains("and it may", Assert.Single(rights.Wrong).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_roams_stays_so_and_what_it_holds_grants_it_as_well()
    {
        DoneAct[] acts = [At(10, Put(Withheld))];
        // It roams already: telling so again takes no privilege.
        Assert.Empty(Rights(acts, Told(1, 5), Told(2, 30)).Wrong);
        // It holds what grants it, and the server knows that from this very session.
        var held = Done(4, new Deed.SettingsHeld(EffectiveSettings.BuiltIn.Settings, "x"));
        Assert.Empty(Rights(acts, held, Told(1, 30)).Wrong);
        Assert.Single(Rights(acts, held, Told(1, 30), Refused(1, 30)).Wrong);
        // What it answered a moment ago the server may not have noted.
        Assert.Empty(Rights(acts, held, Done(28, new Deed.SettingsHeld(Without, "y")), Told(1, 30)).Wrong);
        Assert.Single(Rights(acts, held, Done(20, new Deed.SettingsHeld(Without, "y")), Told(1, 30)).Wrong);
        // By the hello of another session the server knows what it has: the same, or nothing.
        var (with, without) = (Done(20, new Deed.SessionMet(EffectiveSettings.BuiltIn.Settings)), Done(20, new Deed.SessionMet(Held: null)));
        Assert.Single(Rights(acts, held, with, Told(1, 30), Refused(1, 30)).Wrong);
        Assert.Empty(Rights(acts, held, without, Told(1, 30), Refused(1, 30)).Wrong);
    }

    private static RoamingRights Rights(DoneAct[] acts, params DoneDeed[] deeds) => new([Who], new SaidSettings(acts), deeds);

    private static DoneDeed Told(long number, double at, bool on = true) => Done(at, new Deed.RoamingTold(number, on, TimeSpan.FromSeconds(at - 0.1)));

    private static DoneDeed Refused(long number, double at) => Done(at, new Deed.RoamingRefused(number));

    private static DoneDeed Done(double at, Deed deed) => new(TimeSpan.FromSeconds(at), 0, 0, deed);

    private static IEnumerable<bool> Granted(SaidSettings said, double from, double to) =>
        said.Between(Who.Id, Who.Group, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to)).Select(inForce => inForce.GrantsRoaming);

    private static DoneAct At(double seconds, OperatorAct act) => new(act, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 0.1), Refusal: null);

    private static OperatorAct.PutLevel Put(LevelSettings settings, GroupName? group = null) => new(group, settings);

    private static OperatorAct.ChangeSettings Patch(SettingsPatch patch) => new(new Selection.Named([Who.Id]), patch);
}
