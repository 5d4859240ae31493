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
        await tab.Page.GetByText("Pause").ClickAsync();
        await host.Report("feed-2", """{"realTimeScan":"stopped","group":"feed"}""");
        await host.Report("feed-3", """{"realTimeScan":"stopped","group":"feed"}""");
        Assert.Equal(1, await tab.Page.Locator("#feed-live li").CountAsync());
        await tab.Page.GetByText("Go on").ClickAsync();
        await tab.Until("document.querySelectorAll('#feed-live li').length >= 3", "all changes");
        Assert.Equal(["feed-3", "feed-2", "feed-1"], await tab.Page.Locator("#feed-live a").AllInnerTextsAsync());
        Assert.Empty(tab.Errors);
    }
}
