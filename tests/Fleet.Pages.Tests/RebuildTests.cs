using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Pages.Tests.Hosting;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>A host of its own, whose tables are built anew under open pages, for as long as the test holds what the end of that needs.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class RebuildTests(SharedPages shared) : IDisposable
{
    private const string Notice = "document.querySelector('.notice:not(.alarm)')?.textContent.includes('being built anew')";
    private const string Behind = "document.getElementById('behind') !== null";
    private const string IsStale = "document.querySelector('main').classList.contains('stale')";

    private readonly TemporaryFolder _folder = new();
    private readonly string _database = PostgresServer.Shared.NewDatabase();

    private string[] Settings => ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={_database}", $"--Fleet:Data={_folder.File("data")}"];

    public void Dispose() => _folder.Dispose();

    /// <summary>PostgreSQL does not put new views in the place of those that somebody reads; all else goes on.</summary>
    [Fact]
    public async Task While_questions_are_answered_from_the_old_tables_pages_say_so_show_what_is_and_go_on_by_themselves()
    {
        var (host, http) = await FleetProcess.StartReady(_folder.Path, Settings);
        await using var _ = host;
        using var __ = http;
        await Report(http, "pc-1");
        await Eventually.Holds(async () => await Total(http) == 1, "tables");
        await using var overview = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        await overview.Go("/");
        await using var list = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        await list.Go("/clients");

        await using var reader = await Held.Begin(_database, "SELECT count(*) FROM fleet_read.clients");
        var generation = (await Progress(http)).GetProperty("generation").GetInt32();
        using (var rebuild = await http.PostAsync("/v1/read-model/rebuild", content: null))
            Assert.Equal(HttpStatusCode.OK, rebuild.StatusCode);
        await overview.Until(Notice, "word of the rebuild");
        await overview.IsAccessible("the overview during a rebuild");
        await Report(http, "pc-2");
        await overview.Until($"{Shows(2)} && {Notice} && !({Behind}) && !{IsStale}", "the client that came during the rebuild");

        await using var writer = await Held.Begin(_database, "LOCK TABLE fleet_read.generation IN EXCLUSIVE MODE");
        await Report(http, "pc-3");
        await overview.Until($"{Behind} && {Shows(2)} && {Notice}", "word of old tables that do not follow any more");
        await list.Go("/clients");
        await list.Until($"{Behind} && document.querySelectorAll('tbody th').length === 2", "the same of the list");
        Assert.Equal(generation, (await Progress(http)).GetProperty("generation").GetInt32());

        await writer.DisposeAsync();
        await reader.DisposeAsync();
        await overview.Until($"{Shows(3)} && !({Notice}) && !({Behind})", "the overview after the rebuild");
        await list.Until($"!({Behind}) && document.querySelectorAll('tbody th').length === 3", "the list after the rebuild");
        Assert.Equal((generation + 1, 3), ((await Progress(http)).GetProperty("generation").GetInt32(), await Total(http)));
        Assert.Empty((string[])[.. overview.Errors, .. list.Errors]);
    }

    /// <summary>There are none to answer from: somebody dropped them, and has not finished yet.</summary>
    [Fact]
    public async Task While_there_are_no_tables_pages_keep_what_they_showed_say_of_when_it_is_and_go_on_by_themselves()
    {
        var (first, http) = await FleetProcess.StartReady(_folder.Path, Settings);
        await using var _ = first;
        using var __ = http;
        await Report(http, "pc-1");
        await Eventually.Holds(async () => await Total(http) == 1, "tables");
        await using var overview = await Tab.Open(shared.Browser, http.BaseAddress!, null);
        await overview.Go("/");
        await using var list = await Tab.Open(shared.Browser, http.BaseAddress!, null);

        await first.Kill();
        await (await Held.Begin(_database, "DROP SCHEMA fleet_read CASCADE; COMMIT")).DisposeAsync();
        await using var schema = await Held.Begin(_database, "CREATE SCHEMA fleet_read");
        var (second, again) = await FleetProcess.StartReady(_folder.Path, [.. Settings, $"--Fleet:Http={http.BaseAddress!.GetLeftPart(UriPartial.Authority)}"]);
        await using var ___ = second;
        using var ____ = again;
        await overview.Until($"document.getElementById('trouble').textContent.includes('being built from the journal') && {IsStale} && {Shows(1)}", "word of tables that are not there");
        await list.Go("/clients", 503);
        Assert.Contains("being built from the journal", await list.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Report(again, "pc-2");

        await schema.DisposeAsync();
        await overview.Until($"{Shows(2)} && document.getElementById('trouble').hidden && !{IsStale}", "the overview of the new tables");
        await list.Until("document.querySelectorAll('tbody th').length === 2", "the list of the new tables");
        Assert.Equal(2, await Total(again));
    }

    private static string Shows(int clients) => $"document.querySelector(\"a.figure[href='/clients'] .number\").textContent === '{clients}'";

    private static async Task<long> Total(HttpClient http)
    {
        using var answer = await http.GetAsync("/v1/fleet/summary");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("total").GetInt64() : -1;
    }

    private static Task<JsonElement> Progress(HttpClient http) => http.GetFromJsonAsync<JsonElement>("/v1/read-model");

    private static async Task Report(HttpClient http, string client)
    {
        using var report = await http.PostAsync($"/v1/clients/{client}/reports", new StringContent("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{}}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
    }

    /// <summary>A transaction that holds what it touched until it is disposed of.</summary>
    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public static async Task<Held> Begin(string database, string sql)
        {
            var connection = new NpgsqlConnection($"{database};Pooling=False{Patience.Connection}");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"BEGIN; {sql}", connection);
            await command.ExecuteNonQueryAsync();
            return new Held(connection);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
