using Fleet.Host.Tests.Hosting;
using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>A host of its own, with nobody in its fleet, that dies under an open page and comes back.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class RestartTests(SharedPages shared) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_fleet_is_told_of_and_a_host_that_is_away_is_too_until_it_is_back()
    {
        var (first, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}");
        await using var _ = first;
        using var __ = http;
        await using var tab = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        foreach (var page in (string[])["/clients", "/groups", "/tasks", "/past", "/feed", "/audit", "/"])
        {
            await tab.Go(page);
            Assert.NotEqual("", await tab.Page.Locator("h1").InnerTextAsync());
        }

        await tab.IsAccessible("/ of nobody");

        Assert.Contains("No client has been heard of yet.", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(tab.Errors);

        await first.Kill();
        await tab.Until("!document.getElementById('trouble').hidden && document.getElementById('trouble').textContent.includes('does not answer') && document.querySelector('main').classList.contains('stale')", "word of the host that is away");
        var (second, again) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}", $"--Fleet:Http={http.BaseAddress!.GetLeftPart(UriPartial.Authority)}");
        await using var ___ = second;
        using var ____ = again;
        await tab.Until("document.getElementById('trouble').hidden && !document.querySelector('main').classList.contains('stale')", "the page of the host that is back");
    }
}
