using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>Moments that are none of the fleet's.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class PastTests(SharedPages host)
{
    [Theory]
    [InlineData("/past?at=1960-01-01T00:00:00Z", 400, "Nothing is known from before")]
    [InlineData("/past?from=1960-01-01T00:00:00Z", 400, "Nothing is known from before")]
    [InlineData("/past?from=2099-01-01T00:00:00Z", 400, "the earlier one of the two")]
    [InlineData("/past?at=rubbish", 400, "at takes a time")]
    [InlineData("/past?at=2099-01-01T00:00:00Z", 200, "still to come: this is how it is now")]
    public async Task Are_told_of_beside_the_fields_and_what_is_pulled_stays_under_the_hand(string address, int status, string word)
    {
        await using var tab = await host.Open();
        await tab.Go(address, status);
        Assert.Contains(word, await tab.Page.Locator("[data-time-travel] .said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await tab.Page.Locator("input[data-moves=at]").IsVisibleAsync());
        Assert.Contains("The fleet as it is now", await tab.Page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
        await tab.IsAccessible(address);
    }

    [Fact]
    public async Task Where_a_page_cannot_be_shown_as_it_was_asked_for_there_is_a_way_on()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients/pc-000?at=1960-01-01T00:00:00Z", 400);
        await tab.Click(tab.Page.GetByText("Show it as it is now"));
        await tab.IsAt("/clients/pc-000");
        await tab.Go("/clients/pc-000?at=2099-01-01T00:00:00Z");
        Assert.Contains("is still to come", await tab.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Go("/clients?group=sales&cursor=of-another-question", 400);
        await tab.Click(tab.Page.GetByText("Begin anew, with the first page"));
        await tab.IsAt("/clients?group=sales");
        Assert.NotEqual(0, await tab.Page.Locator("tbody th").CountAsync());
    }
}
