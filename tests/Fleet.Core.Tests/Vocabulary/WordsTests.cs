using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Vocabulary;

public sealed class WordsTests
{
    [Fact]
    public void Connections() => Vocabulary<Connection>("online offline roaming");

    [Fact]
    public void Scan_methods() => Vocabulary<ScanMethod>("conventional smart");

    [Fact]
    public void Pattern_statuses() => Vocabulary<PatternStatus>("up-to-date outdated");

    [Fact]
    public void Real_time_scan() => Vocabulary<RealTimeScan>("enabled disabled stopped");

    [Fact]
    public void Smart_protection() => Vocabulary<SmartProtection>("not-used connected disconnected");

    [Fact]
    public void Conditions() => Vocabulary<Conditions>(
        "pattern-outdated real-time-scan-disabled real-time-scan-stopped web-reputation-unreachable smart-protection-unreachable duplicate-identity");

    [Fact]
    public void Presence_causes() => Vocabulary<PresenceCause>("never session goodbye broken silent superseded presumed");

    [Fact]
    public void Provenances() => Vocabulary<Provenance>("seen-now verified presumed");

    [Fact]
    public void Goodbye_reasons() => Vocabulary<GoodbyeReason>("unloaded uninstalled service-stopped moved");

    [Fact]
    public void Facts() => Vocabulary<Fact>("scan-method pattern real-time-scan smart-protection roaming group");

    [Fact]
    public void Owners_of_actions() => Vocabulary<ActionOwner>("user operator");

    [Fact]
    public void Refusals() => Vocabulary<RefusalCode>(
        "malformed missing out-of-range contradiction too-far-ahead too-large gap expired busy unavailable window-exceeded "
        + "hello-expected hello-repeated session-unknown superseded duplicate-identity not-found epoch-old changed-meanwhile");

    [Fact]
    public void Notices() => Vocabulary<NoticeCode>("privilege-missing not-sent");

    [Fact]
    public void Settings()
    {
        Vocabulary<ManagedScan>("unmanaged enabled disabled");
        Vocabulary<ManagedMethod>("unmanaged conventional smart");
        Vocabulary<UpdateSource>("server update-agent vendor");
        Vocabulary<Recurrence>("never hour day week");
        Vocabulary<SettingsState>("applied pending failed unsupported");
        Vocabulary<SettingsWait>("answer reconnect leaves-roaming");
    }

    [Fact]
    public void A_set_is_written_member_by_member()
    {
        Assert.Equal(["pattern-outdated", "real-time-scan-stopped"], Words.OfEach(Core.Vocabulary.Conditions.RealTimeScanStopped | Core.Vocabulary.Conditions.PatternOutdated));
        Assert.Empty(Words.OfEach(Core.Vocabulary.Conditions.None));
    }

    [Fact]
    public void The_empty_set_is_no_word_to_read() => Assert.False(Words.TryParse<Conditions>("none", out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Online")]
    [InlineData(" online")]
    [InlineData("1")]
    public void Other_words_are_not_read(string? word) => Assert.False(Words.TryParse<Connection>(word, out _));

    [Fact]
    public void A_value_outside_its_enum_has_no_word()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Words.Of((Connection)0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Words.Of(Core.Vocabulary.Conditions.PatternOutdated | Core.Vocabulary.Conditions.RealTimeScanStopped));
    }

    /// <summary>These are all words, they are written and read again, in the order of the enum.</summary>
    private static void Vocabulary<T>(string words) where T : struct, Enum
    {
        Assert.Equal(words.Split(' '), Words.All<T>());
        Assert.All(words.Split(' '), word =>
        {
            Assert.True(Words.TryParse<T>(word, out var value));
            Assert.Equal(word, Words.Of(value));
        });
    }
}
