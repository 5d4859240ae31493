using System.Globalization;
using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>Figures are those of the API, and each leads to a list that has just so many.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class CountTests(SharedPages host)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/groups/sales")]
    [InlineData("/past")]
    public async Task Each_figure_leads_to_a_list_of_just_so_many(string page)
    {
        await using var tab = await host.Open();
        await tab.Go(page);
        var figures = await tab.Page.Locator("a.figure, td.number a").EvaluateAllAsync<string[][]>("all => all.map(one => [one.getAttribute('href'), (one.querySelector('.number') ?? one).textContent])");
        Assert.True(figures.Length > 5);
        foreach (var figure in figures)
        {
            var total = (await host.Api($"/v1{figure[0]}")).GetProperty("total").GetInt64();
            Assert.True(long.Parse(figure[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) == total, $"{figure[0]}: {figure[1]} on the page, {total} in the list");
        }
    }

    [Fact]
    public async Task What_became_of_whom_is_drawn_and_the_trend_of_each_condition_too()
    {
        await host.Report("moved-1", """{"group":"moved"}""");
        var before = await host.Api("/v1/clients/moved-1/history");
        await host.Report("moved-1", """{"group":"moved","realTimeScan":"stopped"}""");
        await using var tab = await host.Open();
        await tab.Go($"/past?from={before.GetProperty("items")[0].GetProperty("recordedAt").GetString()}");
        Assert.True(await tab.Page.Locator(".flow path").CountAsync() >= 1);
        var moves = (await host.Api($"/v1/fleet/diff?from={before.GetProperty("items")[0].GetProperty("recordedAt").GetString()}&to={DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")).GetProperty("moves").EnumerateArray().Sum(move => move.GetProperty("count").GetInt64());
        foreach (var side in (string[])["first-of-type", "last-of-type"])
            Assert.Equal(moves, (await tab.Page.Locator($".flow > ol:{side} .number").AllInnerTextsAsync()).Sum(count => long.Parse(count, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
        await tab.Go("/");
        await tab.Until("document.querySelectorAll('.condition-trends li').length >= 5", "the trend of each condition");
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Of_many_groups_one_is_found_by_its_name()
    {
        await using var tab = await host.Open();
        await tab.Go("/groups");
        await tab.Page.GetByLabel("One group").FillAsync("lab");
        await tab.Click(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show" }));
        await tab.IsAt("/groups?group=lab");
        Assert.Equal(["lab"], await tab.Page.Locator("table.list tbody th").AllInnerTextsAsync());
        await tab.Go("/groups?group=nobody");
        Assert.Contains("No client is in a group of that name", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_follows_the_fleet()
    {
        await using var tab = await host.Open();
        await tab.Go("/");
        for (var i = 0; i < 2; i++)
        {
            await host.Report($"new-{i}", """{"realTimeScan":"disabled","group":"late"}""");
            var stopped = (await host.Api("/v1/fleet/summary")).GetProperty("byCondition").GetProperty("real-time-scan-disabled").GetInt64();
            await tab.Until($"document.querySelector('a.figure[href$=\"condition=real-time-scan-disabled\"] .number').textContent === '{stopped}'", $"{stopped} on the page");
        }

        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Pages_of_a_list_have_everybody_once_and_the_size_that_was_asked_for()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients?group=sales&limit=8&sort=-clientId");
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await tab.Page.Locator("tbody th").AllInnerTextsAsync());
            if (await tab.Page.Locator("a[rel=next]").CountAsync() == 0)
                break;
            await tab.Click(tab.Page.Locator("a[rel=next]"));
        }

        var all = (await host.Api("/v1/clients?group=sales&sort=-clientId&limit=1000")).GetProperty("items").EnumerateArray().Select(client => client.GetProperty("clientId").GetString()!);
        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task What_is_exported_is_the_list()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients?group=sales&condition=pattern-outdated&column=note");
        var (csv, json) = (await tab.Page.GetByText("Export as CSV").GetAttributeAsync("href"), await tab.Page.GetByText("Export as JSON").GetAttributeAsync("href"));
        var wanted = (await host.Api("/v1/clients?group=sales&condition=pattern-outdated&limit=1000")).GetProperty("items").EnumerateArray().Select(client => client.GetProperty("clientId").GetString()!).ToList();
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, (await host.Api(json!)).EnumerateArray().Select(client => client.GetProperty("clientId").GetString()!));
        Assert.Equal(wanted.Count, (await host.Http.GetStringAsync(csv)).TrimEnd().Split("\r\n").Length - 1);
        using var refused = await host.Http.GetAsync("/clients.json?colour=red");
        Assert.Equal(400, (int)refused.StatusCode);
    }

    [Fact]
    public async Task The_slider_shows_the_counts_of_then()
    {
        await host.Report("later-1", """{"group":"late"}""");
        await using var tab = await host.Open();
        await tab.Go("/past");
        var began = await tab.Page.Locator("input[data-moves=at]").GetAttributeAsync("min");
        await tab.Page.Locator("input[data-moves=at]").EvaluateAsync("(handle, at) => { handle.value = at; handle.dispatchEvent(new Event('input', { bubbles: true })); }", began);
        await tab.Until("new URL(location.href).searchParams.get('at') !== null && document.querySelector('.lead').textContent.includes('as it was at')", "the past on the page");
        var at = await tab.Page.EvaluateAsync<string>("new URL(location.href).searchParams.get('at')");
        var then = (await host.Api($"/v1/fleet/summary?at={Uri.EscapeDataString(at)}")).GetProperty("total").GetInt64();
        Assert.Equal(then.ToString("N0", CultureInfo.InvariantCulture), await tab.Page.Locator(".figure.large .number").First.InnerTextAsync());
        Assert.Empty(tab.Errors);
    }
}
