using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Cluster.Tests.Pages;

/// <summary>Pages that are open while each of their requests goes to another node, and one of the nodes dies.</summary>
[Collection(OneCluster.Name)]
public sealed class OpenPagesTests(FleetCluster cluster) : IAsyncLifetime
{
    /// <summary>Keeps each total that the page has shown.</summary>
    private const string KeepTotals = """
        (() => {
          const total = () => Number(document.querySelector("a.figure[href='/clients'] .number").textContent.replaceAll(',', ''));
          const totals = window.totals = [total()];
          new MutationObserver(() => { if (totals.at(-1) !== total()) totals.push(total()); }).observe(document.getElementById('page'), { subtree: true, childList: true, characterData: true });
        })()
        """;

    private readonly List<string> _reported = [];
    private long _offset;
    private NginxProxy _proxy = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        await cluster.Heal();
        _proxy = await SpreadingProxy.Start(cluster.Nodes.Select(node => node.Http));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            Timeout = (float)Patience.Long.TotalMilliseconds,
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        _proxy.Dispose();
    }

    [Fact]
    public async Task What_they_show_grows_no_older_from_node_to_node_and_when_a_node_dies_and_the_feed_has_no_gap()
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = _proxy.Address.ToString() });
        context.SetDefaultTimeout((float)Patience.Long.TotalMilliseconds);
        await Report(cluster.Youngest);
        var (overview, feed, group) = (await context.NewPageAsync(), await context.NewPageAsync(), await context.NewPageAsync());
        await feed.GotoAsync("/feed?group=spread");
        await Until(feed, "document.getElementById('feed-state').textContent === 'Live'", "the stream open");
        await overview.GotoAsync("/");
        await overview.EvaluateAsync(KeepTotals);

        // Each form is made by one node, taken by another one, and what came of it is shown by a third one.
        await group.GotoAsync("/groups/spread");
        foreach (var method in (string[])["smart", "conventional", "smart"])
        {
            var before = group.Url;
            await group.Locator("[name=scanMethod]").SelectOptionAsync(method);
            await group.Locator("form:has([name=scanMethod]) button[type=submit]").ClickAsync();
            await Until(group, $"location.href !== '{before}' && location.search.includes('minOffset') && document.querySelector('[name=scanMethod]')?.value === '{method}'", $"{method} is put");
            await Report(cluster.Youngest);
        }

        // It has the projector: what is shown meanwhile comes from the tables, which every node can read.
        cluster.Oldest.Process.Kill();
        foreach (var node in cluster.Nodes.Where(node => node != cluster.Oldest))
            Assert.True(await Shows(node));
        for (var i = 0; i < 5; i++)
            await Report(cluster.Youngest);
        await cluster.Heal();
        await Report(cluster.Youngest);

        await Until(feed, $"document.querySelectorAll('#feed-live a').length >= {_reported.Count - 1}", "all that was reported since it was opened");
        Assert.Equal(_reported.Skip(1), (await feed.Locator("#feed-live a").AllInnerTextsAsync()).Reverse());
        await Until(overview, "document.getElementById('trouble').hidden && document.getElementById('behind') === null", "the overview of now");
        var all = await Total();
        await Until(overview, $"totals.at(-1) === {all}", "the last total");
        var totals = await overview.EvaluateAsync<long[]>("totals");
        Assert.Equal(totals.Order(), totals);
    }

    /// <summary>A client that was not there before; sent again until it is taken.</summary>
    private async Task Report(Node node)
    {
        var client = $"spread-{_reported.Count}";
        using var http = new HttpClient { BaseAddress = node.Http, Timeout = Patience.Long };
        await Eventually.Holds(
            async () =>
            {
                using var answer = await http.PostAsync(
                    new Uri($"/v1/clients/{client}/reports", UriKind.Relative),
                    new StringContent("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"group":"spread"}}""", Encoding.UTF8, "application/json"));
                if (answer.IsSuccessStatusCode)
                    _offset = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("offset").GetInt64();
                return answer.IsSuccessStatusCode;
            },
            $"{client} is taken");
        _reported.Add(client);
    }

    /// <summary>With the client that was reported last.</summary>
    private async Task<long> Total()
    {
        string? summary = null;
        await Eventually.Holds(async () => (summary = await cluster.Youngest.Get($"/v1/fleet/summary?minOffset={_offset}")) is not null, "the summary is told");
        return JsonDocument.Parse(summary!).RootElement.GetProperty("total").GetInt64();
    }

    private static async Task<bool> Shows(Node node)
    {
        using var http = new HttpClient { BaseAddress = node.Http, Timeout = Patience.Long };
        using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Waits for what a script answers; a page that is just being left answers nothing.</summary>
    private static Task<TimeSpan> Until(IPage page, string script, string what) => Eventually.Holds(
        async () =>
        {
            try
            {
                return await page.EvaluateAsync<bool>(script);
            }
            catch (PlaywrightException left) when (left.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                return false;
            }
        },
        what);
}
