using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Deployment;
using Fleet.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Host.Tests.Store;

/// <summary>A host on a journal of which bytes of two rows were altered while it was stopped: it goes on for everybody else, and tells.</summary>
[Trait("Needs", "processes")]
public sealed partial class DamagedRowTests : IDisposable
{
    private const int Clients = 4, Reports = 3, Rows = Clients * Reports;

    /// <summary>The second row of pc-2, which has a later one, and the last row of pc-3.</summary>
    private const int Middle = Clients + 2, Last = (2 * Clients) + 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a flipped bit")]
    [InlineData("cut off")]
    public async Task It_goes_on_for_everybody_else_and_tells(string damage)
    {
        await Run(ReportAll);
        Damage(damage);
        await Run(async (http, process) =>
        {
            await RefusesNobodyElse(http, process);
            Assert.Contains($"Row 3, at offset {Last}, recorded ", await Notes(http, "history", "pc-3"), StringComparison.Ordinal);
            // What there is to rebuild has been made.
            await http.UntilVisible(Rows);
            Assert.Equal("Rows of the journal that cannot be read, and are left out: 2.\n", await Notes(http, "rebuild"));
            await IsTold(http);
            foreach (var (number, client, offset) in ((int, string, int)[])[(2, "pc-2", Middle), (3, "pc-3", Last)])
                await Logs(process, $"Row {number} of client {client}, at offset {offset}, recorded ");
            Assert.DoesNotContain("does not follow the journal", process.Output, StringComparison.Ordinal);

            // The way out.
            var forgotten = await (await http.PostAsync("/v1/clients/forget", new StringContent("""{"clientId":"pc-3"}""", null, "application/json"))).Json();
            Assert.True((await Reported(http, "pc-3", Reports + 1)).GetProperty("changed").GetBoolean());
            await (await http.GetAsync("/v1/clients/pc-3")).Json();
            await http.UntilVisible(forgotten.GetProperty("offset").GetInt64());
        });

        // And after a restart it is still known what is lost.
        await Run(async (http, _) =>
        {
            await http.UntilVisible(Rows + 1);
            await IsTold(http);
        });
    }

    [Fact]
    public async Task A_row_is_put_back_from_a_backup_as_the_guide_says()
    {
        await Run(ReportAll);
        await CommandRun.OutputOf("backup", _folder.File("whole.fleet"), $"--Fleet:Data={_folder.Path}");
        Damage("a flipped bit");
        await CommandRun.OutputOf("restore", _folder.File("whole.fleet"), $"--Fleet:Data={_folder.File("whole")}");
        var statement = Statement().Match(Repository.Text("docs/operations.md")).Groups["sql"].Value.Replace("/tmp/whole", _folder.File("whole"), StringComparison.Ordinal);
        foreach (var offset in (int[])[Middle, Last])
        {
            using var database = Open();
            using var put = new SqliteCommand(statement.Replace("4711", $"{offset}", StringComparison.Ordinal), database);
            put.ExecuteNonQuery();
        }

        await Run(async (http, _) =>
        {
            await Rebuild(http);
            Assert.Equal(JsonValueKind.Null, (await (await http.GetAsync("/v1/read-model")).Json()).GetProperty("damaged").ValueKind);
            Assert.True((await Reported(http, "pc-3", Reports)).GetProperty("repeated").GetBoolean());
        });
    }

    private static async Task ReportAll(HttpClient http, FleetProcess process)
    {
        for (var seq = 1; seq <= Reports; seq++)
        {
            for (var n = 1; n <= Clients; n++)
                await Reported(http, $"pc-{n}", seq);
        }

        await http.UntilVisible(Rows);
    }

    private static async Task RefusesNobodyElse(HttpClient http, FleetProcess process)
    {
        Assert.True((await Reported(http, "pc-1", Reports + 1)).GetProperty("changed").GetBoolean());
        Assert.True((await Reported(http, "pc-2", Reports + 1)).GetProperty("changed").GetBoolean());
        foreach (var seq in (int[])[Reports, Reports + 1])
        {
            using var refused = await http.Report("pc-3", Json(seq));
            await refused.Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal(60, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        foreach (var path in (string[])["/v1/clients/pc-3", "/v1/clients/pc-3/explain"])
        {
            using var refused = await http.GetAsync(path);
            Assert.Contains($"Row 3 of client pc-3, at offset {Last}, ", (await refused.Problem(HttpStatusCode.ServiceUnavailable, "damaged")).Text("detail"), StringComparison.Ordinal);
            Assert.Null(refused.Headers.RetryAfter);
        }

        await (await http.GetAsync("/v1/clients/pc-2/explain")).Json();
        Assert.Equal([3, Clients + 3], Offsets(await (await http.GetAsync("/v1/clients/pc-3/history")).Json(), "items"));
        Assert.Equal([Last], Offsets(await (await http.GetAsync("/v1/clients/pc-3/history")).Json(), "damaged"));
        Assert.Equal([Middle], Offsets(await (await http.GetAsync("/v1/clients/pc-2/history")).Json(), "damaged"));
        await Logs(process, $"Row 3 of client pc-3, at offset {Last}, recorded ");
        Assert.Contains("fleet_recoveries_damaged_total", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    /// <summary>What actors log comes a moment after what they answer.</summary>
    private static Task Logs(FleetProcess process, string text) => Eventually.Holds(() => Task.FromResult(process.Output.Contains(text, StringComparison.Ordinal)));

    private static async Task IsTold(HttpClient http)
    {
        var list = await (await http.GetAsync("/v1/clients")).Json();
        Assert.Equal(["pc-1", "pc-2", "pc-3", "pc-4"], list.GetProperty("items").EnumerateArray().Select(item => item.Text("clientId")!));
        var damaged = (await (await http.GetAsync("/v1/read-model")).Json()).GetProperty("damaged");
        Assert.Equal(2, damaged.GetProperty("rows").GetInt64());
        Assert.Equal([Last, Middle], Offsets(damaged, "latest"));
        await Eventually.Holds(async () => (await http.GetStringAsync("/metrics")).Contains("fleet_journal_damaged_rows 2", StringComparison.Ordinal));
        Assert.Contains("Rows that cannot be read: 2.", await http.GetStringAsync("/health/ready"), StringComparison.Ordinal);

        var now = Uri.EscapeDataString($"{DateTimeOffset.UtcNow:O}");
        Assert.Equal(Clients, (await (await http.GetAsync($"/v1/fleet/summary?at={now}")).Json()).GetProperty("total").GetInt64());
        await (await http.GetAsync($"/v1/fleet/diff?from={now}&to={now}")).Json();
        var recording = await http.GetStringAsync($"/v1/recordings?from=2026-01-01T00:00:00Z&to={now}");
        Assert.Contains("\"hash\"", recording[recording.TrimEnd('\n').LastIndexOf('\n')..], StringComparison.Ordinal);
    }

    /// <summary>What a command says about its answer.</summary>
    private static async Task<string> Notes(HttpClient http, params string[] args)
    {
        await using var run = CommandRun.Start(http.BaseAddress!, width: null, TimeProvider.System, args);
        await run.Rest();
        Assert.Equal(ExitCode.Good, await run.Ended());
        return run.Notes;
    }

    private static async Task Rebuild(HttpClient http)
    {
        var wanted = (await (await http.PostAsync("/v1/read-model/rebuild", content: null)).Json()).GetProperty("building").GetProperty("generation").GetInt32();
        await Eventually.Holds(async () => (await (await http.GetAsync("/v1/read-model")).Json()).GetProperty("generation").GetInt32() == wanted);
    }

    private static Task<JsonElement> Reported(HttpClient http, string client, int seq) => http.Reported(client, seq, Facts(seq));

    private static string Json(int seq) => $$"""{"seq":{{seq}},"observedAt":"2026-05-01T08:00:00Z","facts":{{Facts(seq)}}}""";

    private static string Facts(int seq) => $$"""{"realTimeScan":"{{(seq % 2 == 0 ? "enabled" : "stopped")}}"}""";

    private static IEnumerable<int> Offsets(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Select(item => item.GetProperty("offset").GetInt32());

    private void Damage(string how)
    {
        using var database = Open();
        foreach (var offset in (int[])[Middle, Last])
        {
            using var select = new SqliteCommand($"SELECT message FROM journal WHERE ordering = {offset}", database);
            var bytes = (byte[])select.ExecuteScalar()!;
            if (how == "cut off")
                bytes = bytes[..^10];
            else
                bytes[6] ^= 1;
            using var update = new SqliteCommand($"UPDATE journal SET message = x'{Convert.ToHexString(bytes)}' WHERE ordering = {offset}", database);
            Assert.Equal(1, update.ExecuteNonQuery());
        }
    }

    private SqliteConnection Open()
    {
        var database = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False");
        database.Open();
        return database;
    }

    private async Task Run(Func<HttpClient, FleetProcess, Task> work)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        await using (process)
        {
            using (http)
                await work(http, process);
            await process.Signal(PosixSignal.SIGTERM);
            Assert.Equal(0, await process.Ended());
        }
    }

    [GeneratedRegex("sqlite3 /var/lib/fleet/journal.db \"(?<sql>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
