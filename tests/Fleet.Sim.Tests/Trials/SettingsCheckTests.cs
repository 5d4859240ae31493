using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Sim.Oracle;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>By which name a client's settings are told to be applied.</summary>
public sealed class SettingsCheckTests
{
    private static readonly EffectiveSettings InForce = EffectiveSettings.BuiltIn;

    [Fact]
    public void The_name_of_those_in_force_is_right() => Assert.Empty(Differing(InForce.Tag));

    /// <summary>A node of such a version sent them, and was upgraded since: they are not sent again for their name.</summary>
    [Fact]
    public void The_name_that_versions_before_gave_them_is_right_too() => Assert.Empty(Differing(InForce.Tag.Replace("-roaming", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public void Any_other_name_is_wrong(string? applied) => Assert.Single(Differing(applied));

    private static List<int> Differing(string? applied)
    {
        DoneDeed[] deeds = [new(TimeSpan.FromSeconds(1), 0, 1, new Deed.SettingsHeld(InForce.Settings, InForce.Tag))];
        var refused = new HashSet<(int Client, long Number)>();
        var timeline = new PlayedTimeline(new HandMadeTimeline(1, (0, new ComeOnline()), (9, HandMadeTimeline.Scan(RealTimeScan.Enabled))), deeds, refused);
        var said = new SaidSettings([]);
        var check = new SettingsCheck(timeline, said, new RoamingRights(timeline.Clients, said, deeds), new Ledger(deeds, refused), new HashSet<int> { 0 });
        return check.Differing(OracleFleet.After(timeline, ClientRules.Default), [Shown(applied)]);
    }

    /// <summary>Nothing else of it is looked at.</summary>
    private static ClientJson Shown(string? applied) => new(
        ClientId.Parse("c00000"), GroupName.Parse("lab"), Connection.Online, null!, default, null!, default, default, null, [], new Dictionary<Fact, DateTimeOffset>(), null!, [], [], null, null, [],
        new ClientSettingsJson(LevelJson.Of(InForce.Settings), SettingOriginsJson.Of(InForce.From), InForce.Tag, applied, SettingsState.Applied, null, [], null), 1);
}
