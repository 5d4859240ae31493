using System.Globalization;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What a machine reads: the API's own documents.</summary>
[Collection(OnKnownFleet.Name)]
public sealed class JsonTests(KnownFleet fleet)
{
    private string Before => fleet.Before.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string After => fleet.After.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("clients", "clients")]
    [InlineData("clients --limit 2", "clients?limit=2")]
    [InlineData("clients --connection online --connection roaming", "clients?connection=online&connection=roaming")]
    [InlineData("clients --scan-method smart --pattern outdated", "clients?scanMethod=smart&pattern=outdated")]
    [InlineData("clients --real-time-scan stopped", "clients?realTimeScan=stopped")]
    [InlineData("clients --smart-protection disconnected", "clients?smartProtection=disconnected")]
    [InlineData("clients --icon offline-conventional-up-to-date-rts-stopped", "clients?icon=offline-conventional-up-to-date-rts-stopped")]
    [InlineData("clients --condition pattern-outdated --group kiosk", "clients?condition=pattern-outdated&group=kiosk")]
    [InlineData("clients --presence-cause never", "clients?presenceCause=never")]
    [InlineData("clients --needs-action operator", "clients?needsAction=operator")]
    [InlineData("clients --prefix kiosk- --sort -group", "clients?q=kiosk-&sort=-group")]
    [InlineData("clients --offline-since 2026-01-01T00:00:00Z", "clients?offlineSince=2026-01-01T00:00:00Z")]
    [InlineData("clients --search osk --connection offline", "clients?search=osk&connection=offline")]
    [InlineData("clients --at BEFORE --group office", "clients?at=BEFORE&group=office")]
    [InlineData("summary --by group --limit 2", "fleet/summary?by=group&limit=2")]
    [InlineData("summary --by group --at BEFORE", "fleet/summary?by=group&at=BEFORE")]
    [InlineData("changes --from BEFORE --to AFTER", "changes?from=BEFORE&to=AFTER")]
    [InlineData("changes --from BEFORE --to AFTER --real-time-scan stopped --limit 1", "changes?from=BEFORE&to=AFTER&realTimeScan=stopped&limit=1")]
    [InlineData("summary", "fleet/summary")]
    [InlineData("summary --group kiosk --group office", "fleet/summary?group=kiosk&group=office")]
    [InlineData("summary --at BEFORE", "fleet/summary?at=BEFORE")]
    [InlineData("history pc-2", "clients/pc-2/history")]
    [InlineData("history pc-2 --newest --limit 1", "clients/pc-2/history?sort=-offset&limit=1")]
    [InlineData("history pc-2 --at BEFORE", "clients/pc-2/history?at=BEFORE")]
    [InlineData("explain pc-2", "clients/pc-2/explain")]
    [InlineData("explain pc-2 --at BEFORE", "clients/pc-2/explain?at=BEFORE")]
    [InlineData("diff --from BEFORE --to AFTER", "fleet/diff?from=BEFORE&to=AFTER")]
    [InlineData("diff --from BEFORE --to AFTER --group office", "fleet/diff?from=BEFORE&to=AFTER&group=office")]
    public async Task It_is_what_the_api_says(string command, string address)
    {
        var told = await fleet.Ask(null, [.. Moments(command).Split(' '), "--json"]);
        using var response = await fleet.Http.GetAsync(new Uri($"/v1/{Moments(address)}", UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(await response.Content.ReadAsStringAsync() + "\n", told);
    }

    [Fact]
    public async Task It_is_the_same_on_a_terminal() =>
        Assert.Equal(await fleet.Ask(null, "clients", "--json"), await fleet.Ask(80, "clients", "--json"));

    [Theory]
    [InlineData("clients", "clients")]
    [InlineData("history pc-2", "clients/pc-2/history")]
    [InlineData("summary --by group", "fleet/summary?by=group")]
    [InlineData("changes --from BEFORE --to AFTER", "changes?from=BEFORE&to=AFTER")]
    [InlineData("diff --from BEFORE --to AFTER", "fleet/diff?from=BEFORE&to=AFTER")]
    public async Task All_of_it_is_one_document(string command, string address)
    {
        var told = await fleet.Ask(null, [.. Moments(command).Split(' '), "--all", "--json"]);
        Assert.Equal(await fleet.Http.GetStringAsync(new Uri($"/v1/{Moments(address)}", UriKind.Relative)) + "\n", told);
    }

    private string Moments(string text) => text.Replace("BEFORE", Before, StringComparison.Ordinal).Replace("AFTER", After, StringComparison.Ordinal);
}
