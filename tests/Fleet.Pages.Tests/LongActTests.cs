using System.Globalization;
using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Pages.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>A host of its own, whose journal is written by somebody else while the settings of many clients are changed.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class LongActTests(SharedPages shared) : IAsyncLifetime
{
    /// <summary>More than are under way at a time.</summary>
    private const int Clients = 150;

    /// <summary>The first one of the list.</summary>
    private const string Broken = "a-broken";

    private const string LastStep = "document.querySelector('#how-far > :last-child')?.textContent";

    private readonly TemporaryFolder _folder = new();
    private FleetProcess _process = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await Start();
        await Parallel.ForAsync(0, Clients, async (i, _) => await Report($"pc-{i:000}", 1));
        await Seen();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_shows_how_far_it_is_and_then_what_came_of_it(bool script)
    {
        await using var tab = await Open(script);
        await Look(tab);
        await using (await Hold())
        {
            await Send(tab, Clients);
            await tab.Until($"{LastStep} === '0 of {Clients} clients have it' && document.querySelectorAll('#how-far > *').length > 2", "how far it is, more than twice");
            Assert.Equal(("loading", 1), (await tab.Page.EvaluateAsync<string>("document.readyState"), await tab.Page.EvaluateAsync<int>("[...document.querySelectorAll('#how-far > *')].filter(step => step.checkVisibility()).length")));
            Assert.Contains("It goes on while this page is open", await tab.Page.Locator("#under-way").InnerTextAsync(), StringComparison.Ordinal);
            // What has not changed is not said once more.
            Assert.Equal(1, await tab.Page.Locator("#how-far > :not([aria-live=off])").CountAsync());
            if (script)
                await IsFit(tab);
        }

        await tab.IsAt($"/settings?group=many&changed={Clients}");
        Assert.Contains($"{Clients} clients say so now", await tab.Page.Locator("#changed").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(Clients, (await tab.Page.Locator("#changed a.figure .number").AllInnerTextsAsync()).Sum(count => int.Parse(count, CultureInfo.InvariantCulture)));
        Assert.Equal(Clients, await Changed());
        Assert.Empty(tab.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_one_client_cannot_take_it_all_others_get_it_and_the_same_again_does_the_rest(bool script)
    {
        await Damage();
        await using var tab = await Open(script);
        await Look(tab);
        await using (await Hold())
        {
            await Send(tab, Clients + 1);
            await tab.Until($"{LastStep} === '0 of {Clients + 1} clients have it'", "how far it is");
        }

        await tab.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        var told = await tab.Page.GetByRole(AriaRole.Alert).InnerTextAsync();
        Assert.Contains($"At least {Clients} of {Clients + 1} clients have it.", told, StringComparison.Ordinal);
        Assert.Contains($"Client {Broken}: The client's last row in the journal cannot be read", told, StringComparison.Ordinal);
        Assert.False(await tab.Page.Locator("#under-way").IsVisibleAsync());
        Assert.Equal(Clients, await Changed());
        await tab.Until("document.readyState === 'complete'", "the end of the page");
        if (script)
            await IsFit(tab);
        using (var forgotten = await _http.DeleteAsync($"/v1/clients/{Broken}"))
            Assert.Equal(HttpStatusCode.OK, forgotten.StatusCode);
        await Seen();
        await tab.Page.GetByText("Send the same again").ClickAsync();
        await tab.IsAt($"/settings?group=many&changed={Clients}");
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Who_leaves_the_page_stops_it()
    {
        await using var tab = await Open(script: true);
        await Look(tab);
        await using (await Hold())
        {
            await Send(tab, Clients);
            await tab.Until($"{LastStep} === '0 of {Clients} clients have it'", "how far it is");
            await tab.Go("/icons");
        }

        // Another change of the same clients takes as long as the rest of that one would.
        using var other = await _http.PostAsync("/v1/settings/changes", new StringContent("""{"target":{"group":"many"},"patch":{"scanMethod":"smart"}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        Assert.InRange(await Changed(), 0, 64);
        Assert.DoesNotContain("unhandled", _process.Output, StringComparison.OrdinalIgnoreCase);
    }

    private Task<Tab> Open(bool script) => Tab.Open(shared.Browser, _http.BaseAddress!, new BrowserNewContextOptions { JavaScriptEnabled = script });

    private static async Task Look(Tab tab)
    {
        await tab.Go("/settings?group=many&realTimeScan=enabled");
        await tab.Click(tab.Page.GetByText("Show what will be done"));
    }

    private static Task Send(Tab tab, int clients) => tab.Page.GetByText($"Change the settings of {clients} clients").ClickAsync();

    private static async Task IsFit(Tab tab)
    {
        await tab.Page.SetViewportSizeAsync(320, 900);
        await tab.FitsItsWidth("an act that takes long, at 320");
        await tab.IsAccessible("an act that takes long");
        Assert.Empty(await ReadAloud.Faults(tab.Page));
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.HasContrast("an act that takes long, in the dark");
    }

    private async Task Start() => (_process, _http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}");

    private async Task Report(string client, int seq)
    {
        using var report = await _http.PostAsync($"/v1/clients/{client}/reports", new StringContent(
            $$$"""{"seq":{{{seq}}},"observedAt":"2026-05-01T08:00:00Z","facts":{"group":"many"}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
    }

    /// <summary>What was done last is visible.</summary>
    private async Task Seen()
    {
        var end = (await Json("/v1/read-model")).GetProperty("journalEnd").GetInt64();
        await Eventually.Holds(async () => (await _http.GetAsync($"/v1/fleet/summary?minOffset={end}")).IsSuccessStatusCode, "all that was done");
    }

    private async Task<JsonElement> Json(string address) => JsonDocument.Parse(await _http.GetStringAsync(address)).RootElement;

    /// <summary>How many clients say what was to be said.</summary>
    private async Task<int> Changed()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Json($"/v1/clients/pc-{i:000}/settings")));
        return all.Count(level => level.TryGetProperty("realTimeScan", out _));
    }

    /// <summary>The first client of the list has a row that cannot be read.</summary>
    private async Task Damage()
    {
        await Report(Broken, 1);
        await Seen();
        await _process.Kill();
        _http.Dispose();
        await using (var database = Database())
        {
            await database.OpenAsync();
            await using var damage = database.CreateCommand();
            damage.CommandText = "UPDATE journal SET message = zeroblob(length(message)) WHERE persistence_id = $client";
            damage.Parameters.AddWithValue("$client", Broken);
            Assert.Equal(1, await damage.ExecuteNonQueryAsync());
        }

        await _process.DisposeAsync();
        await Start();
        await Eventually.Holds(async () => (await _http.GetAsync("/v1/fleet/summary")).IsSuccessStatusCode, "tables");
    }

    /// <summary>Nobody else writes the journal until it is let go.</summary>
    private async Task<IAsyncDisposable> Hold()
    {
        var database = Database();
        await database.OpenAsync();
        await using var hold = database.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync();
        return database;
    }

    private SqliteConnection Database() => new($"Data Source={_folder.File("data/journal.db")};Pooling=False");
}
