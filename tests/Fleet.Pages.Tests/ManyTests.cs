using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Fleet.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>What an operator does to many clients at once, without any script.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class ManyTests(SharedPages host)
{
    [Fact]
    public async Task Those_long_away_are_found_and_granted_roaming()
    {
        foreach (var i in (int[])[1, 2, 3])
            await host.Report($"away-{i}", """{"group":"away"}""");
        using (var put = await host.Http.PutAsJsonAsync("/v1/groups/away/settings", new { privileges = new { roaming = false } }))
            put.EnsureSuccessStatusCode();
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/clients?group=away&offlineSince=2026-03-01T00:00:00Z&roamingPrivilege=false");
        await tab.Click(tab.Page.GetByText("Change settings of these 3 clients…"));
        Assert.Contains("now 3 clients", await tab.Page.Locator("#target").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Page.GetByLabel("The user may turn roaming mode on").SelectOptionAsync("Yes");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        Assert.Equal(["The user may turn roaming mode on", "Yes"], await tab.Page.Locator("#look dl").EvaluateAsync<string[]>("list => [...list.querySelectorAll('dt, dd')].map(one => one.textContent)"));
        Assert.False((await host.Api("/v1/clients/away-1/settings")).TryGetProperty("privileges", out _));

        await tab.Click(tab.Page.GetByText("Change the settings of 3 clients"));
        await tab.IsAt("/settings?filter=");
        Assert.Contains("3 clients say so now", await tab.Page.Locator("#changed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True((await host.Api("/v1/clients/away-3")).GetProperty("settings").GetProperty("effective").GetProperty("privileges").GetProperty("roaming").GetBoolean());
        // They are in the list no longer, and still it is told how they stand to what was changed.
        Assert.Equal(3, await Sum(tab, "#changed a.figure"));
    }

    [Fact]
    public async Task What_is_left_alone_stays_what_is_inherited_goes_and_a_value_is_said()
    {
        await host.Report("mixed-1", """{"group":"mixed"}""");
        using (var put = await host.Http.PutAsJsonAsync("/v1/clients/mixed-1/settings", new { realTimeScan = "enabled", scanMethod = "smart" }))
            put.EnsureSuccessStatusCode();
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/groups/mixed");
        await tab.Click(tab.Page.GetByText("Change what its clients say themselves…"));
        // Nothing at all is no change.
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        Assert.Contains("Nothing is to be changed", await tab.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await tab.Page.GetByLabel("Real-time Scan").SelectOptionAsync("Inherited");
        await tab.Page.GetByLabel("Sources of updates").SelectOptionAsync("Vendor, then server");
        await tab.Page.GetByLabel("Updates run every").SelectOptionAsync("Day");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        Assert.Equal("true", await tab.Page.GetByLabel("Updates run at").GetAttributeAsync("aria-invalid"));
        await tab.Page.GetByLabel("Updates run at").FillAsync("12:00");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        await tab.Click(tab.Page.GetByText("Change the settings of 1 client"));
        await tab.IsAt("/settings?group=mixed&changed=1");
        var said = await host.Api("/v1/clients/mixed-1/settings");
        Assert.Equal("""{"scanMethod":"smart","updates":{"sources":["vendor","server"],"schedule":{"every":"day","at":"12:00"}}}""", JsonSerializer.Serialize(said));
    }

    [Fact]
    public async Task Some_are_picked_out_of_a_list()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/clients?group=lab&limit=5");
        await tab.Page.GetByLabel("Pick pc-004").CheckAsync();
        await tab.Page.GetByLabel("Pick pc-010").CheckAsync();
        await tab.Click(tab.Page.GetByText("Make a task for those picked…"));
        Assert.Contains("now 2 clients", await tab.Page.Locator("#target").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Click(tab.Page.GetByText("Make the task"));
        var id = await tab.Page.Locator("h1").InnerTextAsync();
        Assert.Equal(["pc-004", "pc-010"], (await host.Api($"/v1/tasks/{id}/clients")).GetProperty("items").EnumerateArray().Select(target => target.GetProperty("clientId").GetString()!));

        await tab.Go("/clients?group=lab&limit=5");
        await tab.Page.GetByLabel("Pick pc-004").CheckAsync();
        await tab.Click(tab.Page.GetByText("Change settings of those picked…"));
        Assert.Equal("pc-004", await tab.Page.GetByLabel("These clients, by id").InputValueAsync());
        await tab.Page.GetByLabel("Scan method").SelectOptionAsync("Smart");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        await tab.Click(tab.Page.GetByText("Change the settings of 1 client"));
        await tab.IsAt("/settings?clients=pc-004&changed=1");
        Assert.Equal("smart", (await host.Api("/v1/clients/pc-004/settings")).GetProperty("scanMethod").GetString());
    }

    [Fact]
    public async Task Those_that_were_named_are_told_of_one_by_one_and_nobody_else_is()
    {
        foreach (var client in (string[])["named-1", "named-2", "named-3"])
            await host.Report(client, """{"group":"named"}""");
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await Change(tab, "named-1, named-2\nnamed-3");
        await tab.IsAt("/settings?clients=named-1%2Cnamed-2%2Cnamed-3&changed=3");
        Assert.Contains("3 clients say so now", await tab.Page.Locator("#changed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("3 unsupported", await tab.Page.Locator("#changed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["/clients/named-1", "/clients/named-2", "/clients/named-3"], await tab.Page.Locator("#changed tbody th a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))"));
        Assert.Equal(0, await tab.Page.Locator("#changed a.figure").CountAsync());
        using (var forgotten = await host.Http.DeleteAsync("/v1/clients/named-2"))
            forgotten.EnsureSuccessStatusCode();
        await tab.Page.ReloadAsync();
        Assert.Contains("The client was forgotten", await tab.Page.Locator("#changed tbody tr").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await tab.Page.Locator("#changed tbody tr").CountAsync());
    }

    [Fact]
    public async Task Of_more_that_were_named_than_an_address_takes_nobody_elses_counts_are_told()
    {
        string[] many = [.. Enumerable.Range(0, 16).Select(i => $"long-{i:00}-{new string('x', 119)}")];
        foreach (var client in many)
            await host.Report(client, """{"group":"named"}""");
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await Change(tab, string.Join('\n', many));
        await tab.IsAt("/settings?changed=16&minOffset=");
        var told = await tab.Page.Locator("#changed").InnerTextAsync();
        Assert.Contains("16 clients say so now", told, StringComparison.Ordinal);
        Assert.Contains("are not counted here", told, StringComparison.Ordinal);
        Assert.DoesNotContain("All clients", told, StringComparison.Ordinal);
        Assert.Equal(0, await tab.Page.Locator("#changed .number").CountAsync());
    }

    [Fact]
    public async Task One_tick_picks_all_of_a_page()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients?group=lab&limit=5");
        await tab.Page.GetByLabel("Pick all on this page").CheckAsync();
        // The page looks again: what was picked is, and the tick for all stays where it is.
        await tab.Page.EvaluateAsync("async () => (await import(document.querySelector('script[src*=\"/pages.js\"]').src)).show(location.href)");
        Assert.True(await tab.Page.GetByLabel("Pick all on this page").IsVisibleAsync());
        Assert.Equal(5, await tab.Page.Locator("[form=pick]:checked").CountAsync());
        await tab.Click(tab.Page.GetByText("Change settings of those picked…"));
        await tab.Page.GetByText("The clients that are named: now 5 clients").WaitForAsync();
    }

    [Fact]
    public async Task Each_count_of_a_target_leads_to_a_list_of_just_so_many()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        foreach (var address in (string[])["/tasks?group=sales", "/settings?filter=condition%3Dpattern-outdated%26connection%3Doffline", "/settings?all=true"])
        {
            await tab.Go(address);
            var links = await tab.Page.Locator("#target a").EvaluateAllAsync<string[][]>("all => all.map(one => [one.getAttribute('href'), one.textContent.split(' ')[0]])");
            Assert.True(links.Length >= 2);
            foreach (var link in links)
                Assert.Equal((await host.Api($"/v1{link[0]}")).GetProperty("total").GetInt64(), long.Parse(link[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task The_address_of_a_list_can_be_put_in_as_it_is()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/settings?scanMethod=smart");
        await tab.Page.GetByLabel("The clients of a list").FillAsync($"{host.Http.BaseAddress}clients?group=sales&sort=-since&limit=25&column=note");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        Assert.Equal("/clients?group=sales", await tab.Page.Locator("#target a").First.GetAttributeAsync("href"));
        Assert.Contains("Scan method", await tab.Page.Locator("#look").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task Change(Tab tab, string named)
    {
        await tab.Go("/settings?scanMethod=smart");
        await tab.Page.GetByLabel("These clients, by id").FillAsync(named);
        await tab.Click(tab.Page.GetByText("Show what will be done"));
        await tab.Click(tab.Page.GetByText("Change the settings of"));
    }

    private static async Task<long> Sum(Tab tab, string figures) =>
        (await tab.Page.Locator($"{figures} .number").AllInnerTextsAsync()).Sum(count => long.Parse(count, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
}
