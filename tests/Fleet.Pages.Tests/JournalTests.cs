using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.Pages.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>A host of its own, whose journal is damaged, and is replaced, under open pages.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class JournalTests(SharedPages shared) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => $"--Fleet:Data={_folder.File("data")}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_feed_goes_on_in_the_journal_that_took_the_place_of_another_one_and_a_client_whose_row_is_damaged_can_be_looked_at_and_forgotten()
    {
        // It comes back to its address: a port that nobody else is given meanwhile.
        var address = $"--Fleet:Http=http://127.0.0.1:{FreePort.Next()}";
        var (first, http) = await FleetProcess.StartReady(_folder.Path, Data, address);
        await using var _ = first;
        using var __ = http;
        await Report(http, "whole-1", 1, "enabled");
        await Report(http, "broken-1", 1, "enabled");
        await Report(http, "broken-1", 2, "stopped");
        await Run("backup", _folder.File("before.fleet"));
        await using var tab = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        await Report(http, "gone-1", 1, "stopped");
        await tab.Go("/feed");
        await tab.Until("document.getElementById('feed-state').textContent === 'Live'", "the stream open");
        await Report(http, "gone-1", 2, "enabled");
        await tab.Until("document.querySelectorAll('#feed-live a').length === 1", "the last change of this journal");

        // A proxy before a host that is away answers itself, after which a browser does not come back to a stream.
        await tab.Page.RouteAsync("**/v1/icon-changes*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 502, Body = "Bad Gateway" }));
        await first.Kill();
        await tab.Until("document.getElementById('feed-state').textContent.includes('does not answer')", "word of the host that is away");
        Directory.Delete(_folder.File("data"), recursive: true);
        await Run("restore", _folder.File("before.fleet"));
        await Damage("broken-1");
        var (second, again) = await FleetProcess.StartReady(_folder.Path, Data, address);
        await using var ___ = second;
        using var ____ = again;
        await tab.Page.UnrouteAllAsync();
        await tab.Until("document.getElementById('feed-live').firstElementChild.textContent.includes('replaced') && document.getElementById('feed-state').textContent === 'Live'", "word of the other journal");
        await Report(again, "new-1", 1, "stopped");
        await tab.Until("document.querySelector('#feed-live a').textContent === 'new-1'", "the first change of this journal");

        await Eventually.Holds(async () => (await again.GetStringAsync("/v1/clients")).Contains("new-1", StringComparison.Ordinal), "tables of this journal");
        await tab.Go("/past");
        Assert.Contains("cannot be read", await tab.Page.Locator(".notice").First.InnerTextAsync(), StringComparison.Ordinal);
        await tab.Go("/");
        await tab.Click(tab.Page.Locator(".notice a", new PageLocatorOptions { HasText = "broken-1" }));
        await tab.IsAt("/clients/broken-1");
        Assert.Contains("cannot be read", await tab.Page.Locator("#page > .notice").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await tab.Page.Locator("#history .timeline > li").CountAsync());
        await tab.IsAccessible("a client whose row is damaged");
        await tab.Click(tab.Page.GetByText("Forget", new PageGetByTextOptions { Exact = true }));
        await tab.Click(tab.Page.GetByText("Forget this client"));
        await tab.IsAt("/clients?minOffset=");
        Assert.Equal(["new-1", "whole-1"], await tab.Page.Locator("tbody th").AllInnerTextsAsync());
    }

    /// <summary>Its last row.</summary>
    private async Task Damage(string client)
    {
        await using var database = new SqliteConnection($"Data Source={_folder.File("data/journal.db")};Pooling=False");
        await database.OpenAsync();
        await using var damage = database.CreateCommand();
        damage.CommandText = "UPDATE journal SET message = zeroblob(length(message)) WHERE ordering = (SELECT max(ordering) FROM journal WHERE persistence_id = $client)";
        damage.Parameters.AddWithValue("$client", client);
        Assert.Equal(1, await damage.ExecuteNonQueryAsync());
    }

    private async Task Run(string command, string file)
    {
        await using var process = FleetProcess.Start(_folder.Path, [command, file, Data]);
        Assert.Equal(0, await process.Ended());
    }

    private static async Task Report(HttpClient http, string client, int seq, string scan)
    {
        using var report = await http.PostAsync($"/v1/clients/{client}/reports", new StringContent(
            $$$"""{"seq":{{{seq}}},"observedAt":"2026-05-01T08:00:00Z","facts":{"realTimeScan":"{{{scan}}}"}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
    }
}
