using Fleet.Pages.Tests.Hosting;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>What comes from outside is text.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class TextTests(SharedPages host)
{
    [Fact]
    public async Task Markup_does_nothing()
    {
        await using var tab = await host.Open();
        foreach (var (address, status) in ((string, int)[])
            [
                ("/clients/pc-000", 200), ("/clients?column=note&q=pc-000", 200), ("/audit", 200), ("/tasks?filter=MARKUP", 200), ("/settings?group=MARKUP&realTimeScan=MARKUP", 200),
                ("/clients?q=MARKUP", 400), ("/clients?MARKUP=1", 400), ("/clients/MARKUP", 400), ("/groups/MARKUP", 400), ("/tasks/MARKUP", 400),
            ])
        {
            await tab.Go(address.Replace("MARKUP", Uri.EscapeDataString("<script>document.title='run'</script>\"'><img src=x onerror=alert(1)> \u202eabc"), StringComparison.Ordinal), status);
            Assert.DoesNotContain("run", await tab.Page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await tab.Page.Locator("img[src=x]").CountAsync());
        }

        Assert.DoesNotContain(tab.Errors, error => !error.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_is_shown_as_it_was_written()
    {
        await using var tab = await host.Open();
        await tab.Go("/clients/pc-000");
        Assert.Contains(SharedPages.Markup, await tab.Page.Locator(".note").TextContentAsync(), StringComparison.Ordinal);
    }
}
