using Fleet.Core.Vocabulary;
using Fleet.Host.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Fleet.Host.Tests.Settings;

public sealed class WebhookKeysTests
{
    private const string Secret = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    [Fact]
    public void Nobody_is_told_unless_somebody_is_named() => Assert.Empty(Read().Webhooks);

    [Fact]
    public void A_hook_has_an_address_a_secret_and_if_it_wants_a_filter()
    {
        var hooks = Read(
            ("Fleet:Webhooks:SIEM:Url", "https://siem.example/fleet?x=1"), ("Fleet:Webhooks:SIEM:Secret", Secret), ("Fleet:Webhooks:SIEM:Filter", "group=sales&group=kiosk&condition=duplicate-identity"),
            ("Fleet:Webhooks:all:Url", "http://127.0.0.1:9/"), ("Fleet:Webhooks:all:Secret", Secret)).Webhooks;
        Assert.Equal(["all", "siem"], hooks.Select(hook => hook.Name).Order());
        var siem = hooks.Single(hook => hook.Name == "siem");
        Assert.Equal((2, Conditions.DuplicateIdentity, 32), (siem.Filter.Groups.Count, siem.Filter.Conditions, siem.Key.Length));
    }

    [Theory]
    [InlineData("Fleet:Webhooks", "https://siem.example", "Fleet:Webhooks takes none, and beside it ")]
    [InlineData("Fleet:Webhooks:siem:Url", "ftp://siem.example", "Fleet:Webhooks:siem:Url takes https://… or http://…")]
    [InlineData("Fleet:Webhooks:siem:Url", "https://me:hush@siem.example", "Fleet:Webhooks:siem:Url takes https://… or http://…")]
    [InlineData("Fleet:Webhooks:siem:Url", "", "Fleet:Webhooks:siem:Url takes https://… or http://…")]
    [InlineData("Fleet:Webhooks:siem:Secret", "", "Fleet:Webhooks:siem:Secret takes whsec_ and 24 to 64 random bytes in base64; it is empty.")]
    [InlineData("Fleet:Webhooks:siem:Secret", "whsec_aHVzaA==", "Fleet:Webhooks:siem:Secret takes whsec_ and 24 to 64 random bytes in base64; what it is, is not told here.")]
    [InlineData("Fleet:Webhooks:siem:Filter", "colour=red", "Fleet:Webhooks:siem:Filter takes a query string of group, connection and condition")]
    [InlineData("Fleet:Webhooks:siem:Filter", "condition=tired", "Fleet:Webhooks:siem:Filter takes a query string of group, connection and condition")]
    [InlineData("Fleet:Webhooks:siem:Urll", "x", "There is no setting Fleet:Webhooks:siem:Urll. Did you mean Fleet:Webhooks:siem:Url?")]
    [InlineData("Fleet:Webhooks:two words:Url", "https://siem.example", "Fleet:Webhooks takes none, and beside it ")]
    public void What_a_key_does_not_take_is_refused_by_name_and_no_secret_is_told(string key, string value, string message)
    {
        var refusal = Assert.Throws<SettingsException>(() => Read(("Fleet:Webhooks:siem:Url", "https://siem.example"), ("Fleet:Webhooks:siem:Secret", Secret), (key, value)));
        Assert.StartsWith(message, refusal.Message);
        Assert.DoesNotContain("aHVzaA", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_eight_are_too_many() => Assert.StartsWith(
        "Fleet:Webhooks takes ",
        Assert.Throws<SettingsException>(() => Read([.. Enumerable.Range(0, 9).Select(number => ($"Fleet:Webhooks:{number}:Url", "https://siem.example"))])).Message);

    private static FleetSettings Read(params (string Key, string Value)[] over) => FleetSettings.From(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
        .AddInMemoryCollection(over.DistinctBy(entry => entry.Key).Select(entry => KeyValuePair.Create(entry.Key, (string?)over.Last(last => last.Key == entry.Key).Value))).Build());
}
