using Fleet.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>What holds of every page.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class EachPageTests(SharedPages host)
{
    public static TheoryData<string> Pages =>
        ["/", "/clients", "/clients/pc-000", "/past?from=BEGAN", "/feed", "/groups", "/groups/sales", "/settings?group=sales", "/tasks?group=sales", "/tasks/seen", "/audit", "/sign-in", "/icons", "/clients?colour=red", "/nothing"];

    /// <summary>The least that each text has to bear (WCAG 2.2, 1.4.12).</summary>
    private const string Wide = """
        document.querySelectorAll('body *').forEach(one => Object.entries({ 'line-height': '1.5', 'letter-spacing': '.12em', 'word-spacing': '.16em' }).forEach(([name, value]) => one.style.setProperty(name, value, 'important')))
        """;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_accessible_and_fits_and_nothing_goes_wrong_in_light_and_dark_narrow_and_wide(string page)
    {
        var (address, status) = (await Real(page), page switch { "/nothing" => 404, _ when page.Contains("colour", StringComparison.Ordinal) => 400, _ => 200 });
        await using var tab = await host.Open();
        await tab.Go(address, status);
        // Whatever is folded, or comes later, is looked at, too.
        await tab.Until("[...document.querySelectorAll('[data-island]')].every(part => part.dataset.filled)", "all parts of the page");
        await tab.Page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Empty(await ReadAloud.Faults(tab.Page));
        // 320 is what 1,280 is at 400 %. The dark scheme changes colours, and nothing else.
        foreach (var width in (int[])[1280, 2560, 320])
        {
            await tab.Page.SetViewportSizeAsync(width, 900);
            await tab.FitsItsWidth($"{address} at {width}");
        }

        await tab.IsAccessible($"{address} at 320");
        await tab.Page.EvaluateAsync(Wide);
        await tab.FitsItsWidth($"{address} at 320, with the spacing that a reader sets");
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.HasContrast($"{address} in the dark");
        Assert.DoesNotContain(tab.Errors, error => status == 200 || !error.Contains($"{status}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_who_hears_a_page_would_stumble_over_is_found()
    {
        await using var tab = await host.Open();
        await tab.Go("/icons");
        await tab.Page.EvaluateAsync("""
            document.getElementById('page').insertAdjacentHTML('beforeend',
              '<h4>Too deep</h4><a href="/a">7</a><a href="/b">Show</a><a href="/c">Show</a><button></button><table aria-label="Bare"><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><p role="status">Always new</p><input type="range" aria-label="When">')
            """);
        var faults = await ReadAloud.Faults(tab.Page);
        foreach (var part in (string[])["“Too deep”", "“7”", "“Show”", "a button without", "speaks by itself", "a number for a moment"])
            Assert.Single(faults, fault => fault.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_can_be_read_without_a_script_and_has_none_in_it()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        foreach (var page in Pages)
            await HasNoScript(tab, await Real(page));
    }

    private static async Task HasNoScript(Tab tab, string address)
    {
        var answer = await tab.Page.GotoAsync(address);
        var (policy, html) = (answer!.Headers["content-security-policy"], await answer.TextAsync());
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
        Assert.NotEqual("", await tab.Page.Locator("h1").InnerTextAsync());
        // Whatever links lead to is the host's own.
        Assert.All(await tab.Page.Locator("a[href], link[href], [src]").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href') ?? one.getAttribute('src'))"), to => Assert.Matches("^[/#]", to));
    }

    [Fact]
    public async Task It_heeds_forced_colours_and_reduced_motion()
    {
        await using var tab = await host.Open(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        await tab.Go("/");
        Assert.Equal("none", await tab.Page.Locator(".meter .part").First.EvaluateAsync<string>("bar => getComputedStyle(bar).transitionProperty === 'all' && getComputedStyle(bar).transitionDuration === '0s' ? 'none' : getComputedStyle(bar).transitionProperty"));
        await tab.IsAccessible("/ in forced colours");
    }

    /// <summary>The address of a page that shows something that is there.</summary>
    private async Task<string> Real(string page)
    {
        if (page == "/tasks/seen")
        {
            using var made = await host.Http.PostAsync("/v1/tasks", new StringContent("""{"taskId":"seen","kind":"scan-now","target":{"filter":""}}""", System.Text.Encoding.UTF8, "application/json"));
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        }

        return page.Contains("BEGAN", StringComparison.Ordinal)
            ? page.Replace("BEGAN", (await host.Api("/v1/clients/pc-000/history?limit=1")).GetProperty("items")[0].GetProperty("recordedAt").GetString(), StringComparison.Ordinal)
            : page;
    }
}
