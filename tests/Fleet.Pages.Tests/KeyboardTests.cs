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
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await tab.Page.EvaluateAsync<string>(Focused));
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.True(await tab.Page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
    }

    [Fact]
    public async Task A_list_is_filtered()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients");
        await tab.Page.Locator("#filters summary").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Space");
        await tab.Page.Keyboard.PressAsync("Enter");
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
}
