using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>Changes as they happen.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class FeedTests(SharedPages host)
{
    [Fact]
    public async Task It_goes_on_after_a_pause_without_a_gap_and_without_a_repeat()
    {
        await using var tab = await host.Open();
        await tab.Go("/feed?group=feed");
        await tab.Until("document.getElementById('feed-state').textContent === 'Live'", "the stream open");
        await host.Report("feed-1", """{"realTimeScan":"stopped","group":"feed"}""");
        await tab.Until("document.querySelectorAll('#feed-live li').length === 1", "one change");
        await tab.Click(tab.Page.GetByText("Pause"));
        await host.Report("feed-2", """{"realTimeScan":"stopped","group":"feed"}""");
        await host.Report("feed-3", """{"realTimeScan":"stopped","group":"feed"}""");
        Assert.Equal(1, await tab.Page.Locator("#feed-live li").CountAsync());
        await tab.Click(tab.Page.GetByText("Go on"));
        await tab.Until("document.querySelectorAll('#feed-live li').length >= 3", "all changes");
        Assert.Equal(["feed-3", "feed-2", "feed-1"], await tab.Page.Locator("#feed-live a").AllInnerTextsAsync());
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Tabs_that_nobody_sees_leave_the_browser_room_for_other_pages_and_go_on_without_a_gap_when_they_are_seen()
    {
        await using var first = await host.Open();
        // A browser without a screen takes all its tabs for seen.
        await first.Page.Context.AddInitScriptAsync("Object.defineProperty(document, 'hidden', { get: () => window.isHidden === true })");
        for (var tabs = 0; tabs < 8; tabs++)
        {
            var tab = tabs == 0 ? first : await first.Another();
            await tab.Go("/feed?group=hidden");
            await tab.Until("document.getElementById('feed-state').textContent === 'Live'", "the stream open");
            await Turn(tab, isHidden: true);
        }

        await host.Report("hidden-1", """{"realTimeScan":"stopped","group":"hidden"}""");
        await using var other = await first.Another();
        await other.Go("/clients?group=hidden");
        Assert.Equal(0, await first.Page.Locator("#feed-live li").CountAsync());
        await Turn(first, isHidden: false);
        await first.Until("document.querySelectorAll('#feed-live li').length === 1", "what came meanwhile");
        Assert.Empty(first.Errors);
    }

    [Fact]
    public async Task A_tab_that_nobody_saw_for_long_goes_on_from_now_and_leads_to_what_became_different()
    {
        await using var tab = await host.Open();
        await tab.Page.AddInitScriptAsync("Object.defineProperty(document, 'hidden', { get: () => window.isHidden === true })");
        await tab.Go("/feed?group=left");
        await tab.Until("document.getElementById('feed-state').textContent === 'Live'", "the stream open");
        await Turn(tab, isHidden: true);
        await host.Report("left-1", """{"realTimeScan":"stopped","group":"left"}""");
        await tab.Page.EvaluateAsync("(() => { const now = Date.now; Date.now = () => now() + 600000; })()");
        await Turn(tab, isHidden: false);
        await tab.Until("document.getElementById('feed-state').textContent === 'Live'", "the stream open again");
        await host.Report("left-2", """{"realTimeScan":"stopped","group":"left"}""");
        await tab.Until("document.querySelectorAll('#feed-live li').length >= 2", "what came then");
        Assert.Equal(["left-2", "What became different meanwhile"], await tab.Page.Locator("#feed-live a").AllInnerTextsAsync());
        Assert.StartsWith("/past?from=", await tab.Page.Locator("#feed-live a").Last.GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Empty(tab.Errors);
    }

    private static async Task Turn(Tab tab, bool isHidden) =>
        await tab.Page.EvaluateAsync("isHidden => { window.isHidden = isHidden; document.dispatchEvent(new Event('visibilitychange')); }", isHidden);
}
