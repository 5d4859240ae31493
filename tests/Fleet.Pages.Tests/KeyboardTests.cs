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

    /// <summary>What has the focus and shows it not, or lies out of sight or under something else; null: it is seen.</summary>
    private const string Unseen = """
        (() => {
          const one = document.activeElement;
          if (one === document.body) return 'the end';
          const { x, y, width, height, top, bottom } = one.getBoundingClientRect();
          const there = document.elementFromPoint(Math.min(Math.max(x + width / 2, 0), innerWidth - 1), y + Math.min(height / 2, 10));
          const isOnTop = top < innerHeight && bottom > 0 && there && (one.contains(there) || there.contains(one));
          return isOnTop && getComputedStyle(one).outlineStyle !== 'none' ? null : one.outerHTML.slice(0, 200);
        })()
        """;

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

    [Theory]
    [InlineData("/clients?limit=25")]
    [InlineData("/past")]
    public async Task Wherever_the_focus_goes_it_is_seen(string page)
    {
        await using var tab = await host.Open(new() { ViewportSize = new() { Width = 1280, Height = 500 } });
        await tab.Go(page);
        var stops = 0;
        for (; stops < 300; stops++)
        {
            await tab.Press("Tab");
            var unseen = await tab.Page.EvaluateAsync<string?>(Unseen);
            if (unseen == "the end")
                break;
            Assert.Null(unseen);
        }

        Assert.InRange(stops, 20, 299);
    }
}
