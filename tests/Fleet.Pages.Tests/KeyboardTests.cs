using System.Globalization;
using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>All can be done by keys alone.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class KeyboardTests(SharedPages host)
{
    private const string Focused = "document.activeElement.textContent.trim()";

    [Fact]
    public async Task The_first_key_leads_past_the_bar()
    {
        await using var tab = await host.Open();
        await tab.Go("/");
        await tab.Press("Tab");
        Assert.Equal("Skip to content", await tab.Page.EvaluateAsync<string>(Focused));
        await tab.Press("Enter", "Tab");
        Assert.True(await tab.Page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
    }

    [Fact]
    public async Task A_list_is_filtered()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients");
        await tab.Page.Locator("#filters summary").FocusAsync();
        await tab.Press("Enter", "Tab", "Space", "Enter");
        await tab.IsAt("/clients?connection=");
        Assert.Contains("Remove Connection:", await tab.Page.Locator(".chips").InnerTextAsync(), StringComparison.Ordinal);
        // What was left empty is not in the address.
        Assert.DoesNotContain("search", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_focus_stays_where_it_is_while_a_page_follows_the_fleet()
    {
        await using var tab = await host.Open();
        await tab.Go("/");
        await tab.Page.Locator("a.figure[href='/clients']").FocusAsync();
        await host.Report("focus-1", """{"group":"late"}""");
        var total = (await host.Api("/v1/fleet/summary")).GetProperty("total").GetInt64();
        await tab.Until($"document.querySelector(\"a.figure[href='/clients'] .number\").textContent === '{total}'", "the new total");
        Assert.Equal("/clients", await tab.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
    }

    [Fact]
    public async Task The_past_is_gone_through_and_the_handle_says_the_moment()
    {
        await host.Report("earlier-1", """{"group":"late"}""");
        await using var tab = await host.Open();
        await tab.Go("/past");
        await tab.Page.Locator("input[data-moves=at]").FocusAsync();
        await tab.Press("Home");
        await tab.IsAt("/past?at=");
        var at = DateTimeOffset.Parse(await tab.Page.EvaluateAsync<string>("new URL(location.href).searchParams.get('at')"), CultureInfo.InvariantCulture);
        Assert.Equal($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", await tab.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-valuetext')"));
    }
}
