using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.Pages.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Data.Sqlite;
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
        // It comes back to its address: a port that nobody else is given meanwhile.
        var address = $"--Fleet:Http=http://127.0.0.1:{FreePort.Next()}";
        var (first, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}", address);
        await using var _ = first;
        using var __ = http;
        await using var tab = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        // A new host makes its tables when it is ready to take reports.
        await Eventually.Holds(async () => (await http.GetAsync("/v1/fleet/summary")).IsSuccessStatusCode, "tables");
        foreach (var page in (string[])["/clients", "/groups", "/tasks", "/past", "/feed", "/audit", "/"])
        {
            await tab.Go(page);
            Assert.NotEqual("", await tab.Page.Locator("h1").InnerTextAsync());
        }

        await tab.IsAccessible("/ of nobody");
        using (var rubbish = await http.GetAsync("/past?at=rubbish"))
            Assert.Equal(HttpStatusCode.BadRequest, rubbish.StatusCode);

        Assert.Contains("No client has been heard of yet.", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(tab.Errors);

        await first.Kill();
        await tab.Until("!document.getElementById('trouble').hidden && document.getElementById('trouble').textContent.includes('does not answer') && document.querySelector('main').classList.contains('stale')", "word of the host that is away");
        var (second, again) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}", address);
        await using var ___ = second;
        using var ____ = again;
        await tab.Until("document.getElementById('trouble').hidden && !document.querySelector('main').classList.contains('stale')", "the page of the host that is back");
        await Lags(tab, again);
    }

    [Fact]
    public async Task A_page_that_is_open_while_its_host_is_upgraded_is_loaded_anew_once_nothing_is_filled_in()
    {
        await using var tab = await shared.Open();
        await shared.Report("upgraded-1", """{"group":"upgraded"}""");
        await tab.Go("/clients/upgraded-1");
        await tab.Page.GetByLabel("Note; empty").FillAsync("half a sentence");
        await tab.Page.EvaluateAsync("window.isOfBefore = true");
        // What a host of another version sends has other files.
        var answers = 0;
        await tab.Page.RouteAsync("**/clients/upgraded-1", async route =>
        {
            var answer = await route.FetchAsync();
            var (page, made) = (await answer.TextAsync(), "data-version=\"");
            await route.FulfillAsync(new() { Response = answer, Body = page.Replace(made, $"{made}f", StringComparison.Ordinal) });
            Interlocked.Increment(ref answers);
        });
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref answers) > 2), "looks");
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.isOfBefore"));
        Assert.Equal("half a sentence", await tab.Page.GetByLabel("Note; empty").InputValueAsync());
        var isLoaded = false;
        tab.Page.Load += (_, _) => Volatile.Write(ref isLoaded, true);
        await tab.Page.GetByLabel("Note; empty").FillAsync("");
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref isLoaded)), "the page of the new version");
        Assert.False(await tab.Page.EvaluateAsync<bool>("window.isOfBefore === true"));
    }

    /// <summary>Somebody else holds the tables that questions are answered from.</summary>
    private async Task Lags(Tab tab, HttpClient http)
    {
        await using var database = new SqliteConnection($"Data Source={_folder.File("data/fleet.db")};Pooling=False");
        await database.OpenAsync();
        await using var hold = database.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync();
        using var report = await http.PostAsync("/v1/clients/late-1/reports", new StringContent("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        await tab.Page.Locator("a.figure[href='/clients']").FocusAsync();
        await tab.Until("document.getElementById('behind') !== null", "word of a server that is behind");
        Assert.Equal("/clients", await tab.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        // It stays as it was found otherwise, and looks again as long as it is behind.
        await tab.Go("/clients");
        Assert.Contains("What is shown is behind", await tab.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await tab.Page.Locator("tbody th").CountAsync());
        hold.CommandText = "ROLLBACK";
        await hold.ExecuteNonQueryAsync();
        await tab.Until("document.getElementById('behind') === null && document.querySelectorAll('tbody th').length === 1", "the client that came meanwhile");
    }
}
