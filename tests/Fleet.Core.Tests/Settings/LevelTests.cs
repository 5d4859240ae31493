using CsCheck;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Settings;

/// <summary>Three levels, each laid over the one before.</summary>
public sealed class LevelTests
{
    private static readonly GroupName Sales = GroupName.Parse("sales");

    [Fact]
    public void What_is_built_in_manages_nothing_and_grants_roaming_alone() => Assert.Equal(
        """{"realTimeScan":"unmanaged","scanMethod":"unmanaged","privileges":{"roaming":true,"scheduledUpdate":false},"updates":{"includeRoamingAndOffline":false,"sources":["server"],"schedule":{"every":"never"}}}""",
        SettingsText.Of(EffectiveSettings.BuiltIn.Settings));

    [Fact]
    public void Each_setting_comes_from_the_nearest_level_that_says_it()
    {
        var book = SettingsBook.Empty
            .With(null, new PutLevel(new LevelSettings { RealTimeScan = ManagedScan.Enabled, Roaming = false, ScheduledUpdate = true }, 1))
            .With(Sales, new PutLevel(new LevelSettings { RealTimeScan = ManagedScan.Disabled, Roaming = true }, 2));
        var inForce = book.InForce(Sales, new LevelSettings { Roaming = false });
        Assert.Equal((ManagedScan.Disabled, false, true), (inForce.Settings.RealTimeScan, inForce.Settings.Roaming, inForce.Settings.ScheduledUpdate));
        Assert.Equal(
            [SettingLevel.Group, SettingLevel.BuiltIn, SettingLevel.Own, SettingLevel.Fleet],
            new[] { Leaves.RealTimeScan, Leaves.ScanMethod, Leaves.Roaming, Leaves.ScheduledUpdate }.Select(leaf => inForce.From[leaf]));
        Assert.Equal(ManagedScan.Enabled, book.InForce(GroupName.Default, LevelSettings.None).Settings.RealTimeScan);
    }

    [Fact]
    public void A_schedule_is_taken_whole_and_a_list_of_sources_too()
    {
        var book = SettingsBook.Empty
            .With(null, new PutLevel(new LevelSettings { Every = Recurrence.Day, At = UpdateTime.Parse("12:00"), Sources = new UpdateSources([UpdateSource.Vendor, UpdateSource.Server]) }, 1))
            .With(Sales, new PutLevel(new LevelSettings { Every = Recurrence.Never, Sources = new UpdateSources([UpdateSource.UpdateAgent]) }, 2));
        var inForce = book.InForce(Sales, LevelSettings.None);
        Assert.Equal((Recurrence.Never, null), (inForce.Settings.Every, inForce.Settings.At));
        Assert.Equal((SettingLevel.Group, SettingLevel.Group), (inForce.From[Leaves.Every], inForce.From[Leaves.At]));
        Assert.Equal(new UpdateSources([UpdateSource.UpdateAgent]), inForce.Settings.Sources);
    }

    [Fact]
    public void The_same_settings_have_the_same_tag_however_they_came_about() => Arbitrary.Level.Select(Arbitrary.Level).Sample((one, other) =>
    {
        var ofGroup = SettingsBook.Empty.With(Sales, new PutLevel(one, 1)).InForce(Sales, LevelSettings.None);
        var ofClient = SettingsBook.Empty.InForce(Sales, one);
        Assert.Equal(ofGroup.Tag, ofClient.Tag);
        Assert.Equal(ofClient.Settings == SettingsBook.Empty.InForce(Sales, other).Settings, ofClient.Tag == SettingsBook.Empty.InForce(Sales, other).Tag);
    });

    [Fact]
    public void A_level_that_says_nothing_changes_nothing() => Arbitrary.Level.Sample(level =>
        Assert.Equal(SettingsBook.Empty.InForce(Sales, level), SettingsBook.Empty.With(Sales, new PutLevel(LevelSettings.None, 5)).InForce(Sales, level)));

    [Fact]
    public void A_patch_changes_what_it_names_and_nothing_else() => Gen.Select(Arbitrary.Level, Arbitrary.Level, Gen.Int[0, 255]).Sample((level, values, which) =>
    {
        var patch = new SettingsPatch((Leaves)which & ~(Leaves.Every | Leaves.At), values);
        var after = patch.Over(level);
        Assert.Equal(patch.Which.HasFlag(Leaves.Roaming) ? values.Roaming : level.Roaming, after.Roaming);
        Assert.Equal(patch.Which.HasFlag(Leaves.RealTimeScan) ? values.RealTimeScan : level.RealTimeScan, after.RealTimeScan);
        Assert.Equal((level.Every, level.At), (after.Every, after.At));
        Assert.Equal(after, patch.Over(after));
        Assert.Equal(values, SettingsPatch.Whole(values).Over(level));
        Assert.Equal(level, new SettingsPatch(Leaves.None, values).Over(level));
    });

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(Recurrence.Never, null, null)]
    [InlineData(Recurrence.Hour, ":15", null)]
    [InlineData(Recurrence.Day, "12:00", null)]
    [InlineData(Recurrence.Week, "mon 12:00", null)]
    [InlineData(Recurrence.Never, "12:00", "updates.schedule.at")]
    [InlineData(Recurrence.Day, null, "updates.schedule.at")]
    [InlineData(Recurrence.Hour, "12:00", "updates.schedule.at")]
    [InlineData(Recurrence.Day, "mon 12:00", "updates.schedule.at")]
    [InlineData(null, "12:00", "updates.schedule.every")]
    public void A_schedule_that_never_comes_is_a_fault_that_names_its_field(Recurrence? every, string? at, string? field)
    {
        var values = new LevelSettings { Every = every, At = at is null ? null : UpdateTime.Parse(at) };
        var change = LevelChange.Decide(LevelSettings.None, SettingsPatch.Whole(values), null);
        Assert.Equal(field, change.Fault?.Field);
        Assert.Equal(field is null ? values : LevelSettings.None, change.After);
    }

    [Fact]
    public void Who_turns_a_schedule_off_need_not_name_its_time()
    {
        var daily = new LevelSettings { Every = Recurrence.Day, At = UpdateTime.Parse("12:00") };
        Assert.Equal(new LevelSettings { Every = Recurrence.Never }, LevelChange.Decide(daily, new SettingsPatch(Leaves.Every, new LevelSettings { Every = Recurrence.Never }), null).After);
        Assert.Equal(LevelSettings.None, LevelChange.Decide(daily, new SettingsPatch(Leaves.Every, LevelSettings.None), null).After);
        Assert.Equal("updates.schedule.at", LevelChange.Decide(daily, new SettingsPatch(Leaves.Every, new LevelSettings { Every = Recurrence.Hour }), null).Fault?.Field);
    }

    [Fact]
    public void A_change_made_for_another_version_changes_nothing()
    {
        var level = new LevelSettings { Roaming = false };
        var patch = new SettingsPatch(Leaves.Roaming, new LevelSettings { Roaming = true });
        Assert.True(LevelChange.Decide(level, patch, LevelChange.VersionOf(LevelSettings.None)) is { IsStale: true, After.Roaming: false });
        Assert.True(LevelChange.Decide(LevelSettings.None, patch, LevelChange.AnyVersion).IsStale);
        foreach (var good in (string?[])[null, LevelChange.AnyVersion, LevelChange.VersionOf(level), $"{LevelChange.VersionOf(LevelSettings.None)},{LevelChange.VersionOf(level)}"])
            Assert.True(LevelChange.Decide(level, patch, good) is { IsStale: false, After.Roaming: true });
    }

    [Fact]
    public void A_book_heeds_no_row_that_is_older_than_what_it_knows()
    {
        var book = SettingsBook.Empty.With(Sales, new PutLevel(new LevelSettings { Roaming = false }, 7));
        Assert.Same(book, book.With(Sales, new PutLevel(LevelSettings.None, 7)));
        Assert.Same(book, book.With(Sales, new PutLevel(LevelSettings.None, 3)));
        Assert.Equal(["sales"], book.Groups);
        Assert.Empty(book.With(Sales, new PutLevel(LevelSettings.None, 8)).Groups);
    }
}
