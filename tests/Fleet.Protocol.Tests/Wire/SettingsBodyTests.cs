using System.Text;
using CsCheck;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

/// <summary>What a level is to say, as JSON tells it.</summary>
public sealed class SettingsBodyTests
{
    [Fact]
    public void What_is_written_is_read_again() => Gens.Level.Sample(level => Assert.Equal(level, Read(SettingsText.Of(level))));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"realTimeScan":null,"scanMethod":null,"privileges":null,"updates":null}""")]
    [InlineData("""{"privileges":{"roaming":null},"updates":{"schedule":null,"sources":null}}""")]
    [InlineData("""{"updates":{"schedule":{"every":null,"at":null}}}""")]
    public void What_is_null_or_not_there_is_inherited(string json) => Assert.Equal(LevelSettings.None, Read(json));

    [Theory]
    [InlineData("""{"colour":"red"}""", "malformed", "colour")]
    [InlineData("""{"privileges":{"fly":true}}""", "malformed", "privileges.fly")]
    [InlineData("""{"realTimeScan":"stopped"}""", "out-of-range", "realTimeScan")]
    [InlineData("""{"realTimeScan":true}""", "malformed", "realTimeScan")]
    [InlineData("""{"realTimeScan":"enabled","realTimeScan":"disabled"}""", "malformed", "realTimeScan")]
    [InlineData("""{"scanMethod":"clever"}""", "out-of-range", "scanMethod")]
    [InlineData("""{"privileges":{"roaming":"yes"}}""", "malformed", "privileges.roaming")]
    [InlineData("""{"privileges":[]}""", "malformed", "privileges")]
    [InlineData("""{"updates":{"sources":[]}}""", "out-of-range", "updates.sources")]
    [InlineData("""{"updates":{"sources":["server","server"]}}""", "out-of-range", "updates.sources")]
    [InlineData("""{"updates":{"sources":["server",7]}}""", "out-of-range", "updates.sources")]
    [InlineData("""{"updates":{"sources":"server"}}""", "malformed", "updates.sources")]
    [InlineData("""{"updates":{"schedule":{"every":"year"}}}""", "out-of-range", "updates.schedule.every")]
    [InlineData("""{"updates":{"schedule":{"every":"day","at":"25:00"}}}""", "out-of-range", "updates.schedule.at")]
    [InlineData("[]", "malformed", null)]
    [InlineData("nonsense", "malformed", null)]
    [InlineData("", "malformed", null)]
    public void What_cannot_be_is_refused_by_its_field(string json, string code, string? field)
    {
        Assert.False(SettingsBody.TryRead(Encoding.UTF8.GetBytes(json), out _, out var refusal));
        Assert.Equal((code, field), (Words.Of(refusal.Code), refusal.Field));
    }

    private static LevelSettings Read(string json) =>
        SettingsBody.TryRead(Encoding.UTF8.GetBytes(json), out var level, out var refusal) ? level : throw new InvalidOperationException(refusal.Message);
}
