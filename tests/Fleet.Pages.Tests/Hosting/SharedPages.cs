using System.Net.Http.Json;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests.Hosting;

/// <summary>One host with a fleet, and one browser, for all tests. The fleet only grows: no test takes away what another one looks at.</summary>
public sealed class SharedPages : IAsyncLifetime
{
    /// <summary>Clients that are there from the beginning, in two groups.</summary>
    public const int Clients = 30;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, long> _seq = [];
    private FleetProcess? _process;
    private IPlaywright? _playwright;

    /// <summary>The host.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Clients with a session, which understand tasks.</summary>
    internal OnlineClients Online { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // The sessions say nothing for as long as the tests take.
        (_process, Http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}", "--Fleet:Presence:Timeout=1.00:00:00");
        _playwright = await Playwright.CreateAsync();
        Browser = await Launch(_playwright);
        Online = await OnlineClients.Open(_process.Grpc, "desk-1", "desk-2");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Report($"pc-{i:000}", (i % 3) switch
        {
            0 => """{"realTimeScan":"stopped","group":"sales"}""",
            1 => """{"scanMethod":"smart","smartProtection":"disconnected","group":"lab"}""",
            _ => """{"pattern":{"status":"outdated"},"group":"sales"}""",
        })));

        // What an operator or a client writes is a text, whatever it looks like.
        using var note = await Http.PutAsJsonAsync("/v1/clients/pc-000/note", new { text = Markup });
        note.EnsureSuccessStatusCode();
    }

    /// <summary>A text that would do something if it were taken for markup.</summary>
    public const string Markup = "<script>document.title='run'</script>\"'><img src=x onerror=\"document.title='run'\"> \u202eabc\u202c שלום &amp;";

    public async Task DisposeAsync()
    {
        if (Online is not null)
            await Online.DisposeAsync();
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        Http?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Debian's browser; none is downloaded.</summary>
    internal static Task<IBrowser> Launch(IPlaywright playwright)
    {
        OtherProcess.MarkIsNeeded("chromium");
        return playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            Timeout = (float)Patience.Long.TotalMilliseconds,
        });
    }

    /// <summary>A report of a client; visible when it returns.</summary>
    public async Task<long> Report(string client, string facts)
    {
        long seq;
        lock (_seq)
            seq = _seq[client] = _seq.GetValueOrDefault(client) + 1;
        using var answer = await Http.PostAsync($"/v1/clients/{client}/reports", new StringContent(
            $$"""{"seq":{{seq}},"observedAt":"2026-05-01T08:00:00Z","facts":{{facts}}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var offset = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("offset").GetInt64();
        await Http.GetStringAsync($"/v1/fleet/summary?minOffset={offset}");
        return offset;
    }

    /// <summary>An answer of the API.</summary>
    public async Task<JsonElement> Api(string address) => await Http.GetFromJsonAsync<JsonElement>(address);

    /// <summary>A tab of a browser of its own, which has seen nothing yet.</summary>
    internal Task<Tab> Open(BrowserNewContextOptions? options = null) => Tab.Open(Browser, Http.BaseAddress!, options);
}

/// <summary>All tests of the project share one host, and so go one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OnSharedPages : ICollectionFixture<SharedPages>
{
    public const string Name = "shared pages";
}
