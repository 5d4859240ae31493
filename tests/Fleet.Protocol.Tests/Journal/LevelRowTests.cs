using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>Rows of what the fleet and its groups say of settings.</summary>
public sealed class LevelRowTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);

    private static readonly Dictionary<string, LevelRow> Samples = new()
    {
        ["level-put"] = new(
            At,
            new LevelSettings
            {
                RealTimeScan = ManagedScan.Enabled,
                ScanMethod = ManagedMethod.Conventional,
                Roaming = false,
                ScheduledUpdate = true,
                IncludeRoamingAndOffline = true,
                Sources = new UpdateSources([UpdateSource.Vendor, UpdateSource.Server]),
                Every = Recurrence.Hour,
                At = UpdateTime.Parse(":15"),
            },
            new Act(new Operator("open", "10.0.0.7"), "settings", "{}", """{"realTimeScan":"enabled"}""")),
        ["level-put-empty"] = new(At, LevelSettings.None, new Act(new Operator("open", ""), "settings")),
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_are_written_as_they_always_were_and_read(string name)
    {
        Golden.AssertWritten("levels", name, Samples[name].Encode());
        foreach (var bytes in Golden.All("levels", name))
        {
            Assert.Equal(Samples[name], LevelRow.Decode(Manifests.LevelPut, bytes));
            foreach (var length in Checksums.CutLengths(bytes))
                Assert.Throws<JournalFormatException>(() => LevelRow.Decode(Manifests.LevelPut, bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Whatever_a_level_says_is_read_as_it_was_written() => Gens.Level.Sample(level =>
    {
        var row = Samples["level-put"] with { Settings = level };
        Assert.Equal(row, LevelRow.Decode(Manifests.LevelPut, row.Encode()));
    });

    [Fact]
    public void A_group_has_an_id_of_its_own_and_the_fleet_another_one()
    {
        Assert.True(LevelRow.IsLevel(LevelRow.IdOf(null), out var fleet) && fleet is null);
        Assert.True(LevelRow.IsLevel(LevelRow.IdOf(GroupName.Parse("a.b:c")), out var group) && group == GroupName.Parse("a.b:c"));
        Assert.All((string[])["pc-1", "/restore", "/group/", "/group/two words", "/task/1"], id => Assert.False(LevelRow.IsLevel(id, out _)));
        Assert.All((string[])[LevelRow.IdOf(null), LevelRow.IdOf(GroupName.Parse("-")), LevelRow.IdOf(GroupName.Parse("zz"))], id =>
            Assert.True(string.CompareOrdinal(id, PersistenceIds.Fleet) >= 0 && string.CompareOrdinal(id, PersistenceIds.AfterGroups) < 0));
    }

    [Fact]
    public void Every_golden_has_its_sample() => Assert.Equal(Samples.Keys.Order(), Golden.Names("levels"));
}
