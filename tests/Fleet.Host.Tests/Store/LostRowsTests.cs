using System.Net;
using System.Runtime.InteropServices;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Http;
using Fleet.Testing;
using Fleet.V1;
using Grpc.Core;
using Npgsql;
using Xunit;

namespace Fleet.Host.Tests.Store;

/// <summary>A host whose journal does not go as far as its read model says it did.</summary>
[Trait("Needs", "processes")]
public sealed class LostRowsTests : IDisposable
{
    private const int Kept = 4, Acked = 9;

    /// <summary>To be started again by its supervisor.</summary>
    private const int LeftOut = 75;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("an older journal")]
    [InlineData("no journal")]
    [InlineData("a database that was set back")]
    public async Task It_is_told_and_no_offset_is_used_twice(string loss)
    {
        var database = loss == "a database that was set back" ? PostgresServer.Shared.NewDatabase() : null;
        string[] settings = [$"--Fleet:Data={_folder.Path}", .. database is null ? (string[])[] : ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}"]];
        var kept = loss == "no journal" ? 0 : Kept;
        await Run(settings, async http =>
        {
            await Report(http, 1, Kept);
            await http.UntilVisible(Kept);
        });
        if (database is null)
            File.Copy(_folder.File("journal.db"), _folder.File("older"));
        await Run(settings, async http =>
        {
            await Report(http, Kept + 1, Acked);
            await http.UntilVisible(Acked);
        });
        await Lose(loss, database);

        await using var process = await Started(settings);
        using var asked = process.Http;
        Assert.Contains($"At least {Acked - kept} acknowledged rows are missing", process.Process.Output, StringComparison.Ordinal);
        var next = (await asked.Reported("next", 1, "{}")).GetProperty("offset").GetInt64();
        Assert.InRange(next, Acked + (1L << 32), Acked + (1L << 42));
        await asked.UntilVisible(next);

        var clients = await (await asked.GetAsync("/v1/clients")).Json();
        Assert.Equal([.. Enumerable.Range(1, kept).Select(n => $"pc-{n}").Prepend("next")], clients.GetProperty("items").EnumerateArray().Select(item => item.Text("clientId")!));
        foreach (var client in clients.GetProperty("items").EnumerateArray())
            await (await asked.GetAsync($"/v1/clients/{client.Text("clientId")}")).Json();
        await (await asked.GetAsync($"/v1/clients?minOffset={Acked}")).Problem(HttpStatusCode.Gone, "journal-replaced", "minOffset");
        await (await asked.GetAsync($"/v1/icon-changes?after={Acked}")).Problem(HttpStatusCode.Gone, "journal-replaced", "after");
        using (var watcher = new Watcher(process.Process.Grpc, new WatchRequest { After = Acked }))
        {
            var refused = await Assert.ThrowsAsync<RpcException>(watcher.Next);
            Assert.Equal((StatusCode.FailedPrecondition, "journal-replaced"), (refused.StatusCode, refused.Trailers.GetValue("fleet-code")));
        }

        var replaced = (await (await asked.GetAsync("/v1/read-model")).Json()).GetProperty("replaced");
        Assert.Equal(("behind", kept, next - 1, Acked - kept), (
            replaced.Text("cause"), replaced.GetProperty("last").GetInt64(), replaced.GetProperty("offset").GetInt64(), replaced.GetProperty("missingRows").GetInt64()));
        Assert.Contains($"fleet_journal_missing_rows {Acked - kept}", await asked.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Contains("acknowledged rows were found missing", await asked.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graceful_stop_leaves_all_rows_in_the_journals_file()
    {
        string[] settings = [$"--Fleet:Data={_folder.Path}"];
        await Run(settings, async http =>
        {
            await Report(http, 1, Acked);
            // Both have connections of their own to the journal, open until the end.
            await http.UntilVisible(Acked);
            await (await http.GetAsync("/v1/clients/pc-1/history")).Json();
        });
        foreach (var log in (string[])["journal.db-wal", "fleet.db-wal"])
            Assert.True(!File.Exists(_folder.File(log)) || new FileInfo(_folder.File(log)).Length == 0, $"{log} is not empty");
        File.Delete(_folder.File("journal.db-wal"));
        await Run(settings, async http => Assert.True((await http.Reported($"pc-{Acked}", 1, "{}")).GetProperty("repeated").GetBoolean()));
    }

    [Fact]
    public async Task A_host_whose_database_is_set_back_while_it_runs_ends_with_its_streams_and_says_why()
    {
        var database = PostgresServer.Shared.NewDatabase();
        string[] settings = [$"--Fleet:Data={_folder.Path}", "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}"];
        string last;
        await using (var started = await Started(settings))
        {
            using var http = started.Http;
            await Report(http, 1, Acked);
            await http.UntilVisible(Acked);
            await using var events = await EventReader.Open(http, "?after=0");
            await events.ChangesUntil("caught-up");
            last = events.LastId;
            using var watcher = new Watcher(started.Process.Grpc, new WatchRequest { After = 0 });
            await watcher.Until(WatchMessage.MessageOneofCase.CaughtUp);

            await SetBack(database, "; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
            // The next write finds it out, and is not acked: clients in memory know rows that are gone.
            try
            {
                using var answer = await http.Report("next", """{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{}}""");
                Assert.False(answer.IsSuccessStatusCode);
            }
            catch (HttpRequestException)
            {
                // The host has ended before it answered.
            }

            Assert.Equal(LeftOut, await started.Process.Ended());
            Assert.Contains($"At least {Acked - Kept} acknowledged rows are missing", started.Process.Output, StringComparison.Ordinal);
            await Assert.ThrowsAsync<RpcException>(() => watcher.Until(WatchMessage.MessageOneofCase.IconChanged));
        }

        await using var again = await Started(settings);
        using var asked = again.Http;
        await (await EventReader.Ask(asked, "", last)).Problem(HttpStatusCode.Gone, "journal-replaced", "Last-Event-ID");
        Assert.InRange((await asked.Reported("next", 1, "{}")).GetProperty("offset").GetInt64(), Acked + (1L << 32), Acked + (1L << 42));
    }

    private async Task Lose(string loss, string? database)
    {
        if (database is not null)
        {
            await SetBack(database);
            return;
        }

        foreach (var file in (string[])["journal.db", "journal.db-wal", "journal.db-shm"])
            File.Delete(_folder.File(file));
        if (loss == "an older journal")
            File.Move(_folder.File("older"), _folder.File("journal.db"));
    }

    private static async Task SetBack(string database, string andThen = "")
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false" + Patience.Connection);
        await connection.OpenAsync();
        await using var delete = new NpgsqlCommand($"DELETE FROM journal WHERE ordering > {Kept}{andThen}", connection);
        await delete.ExecuteNonQueryAsync();
    }

    private static async Task Report(HttpClient http, int from, int to)
    {
        for (var n = from; n <= to; n++)
            Assert.Equal(n, (await http.Reported($"pc-{n}", 1, "{}")).GetProperty("offset").GetInt64());
    }

    private async Task Run(string[] settings, Func<HttpClient, Task> work)
    {
        await using var started = await Started(settings);
        using var http = started.Http;
        await work(http);
        await started.Process.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await started.Process.Ended());
    }

    private async Task<Started> Started(string[] settings)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, settings);
        return new Started(process, http);
    }
}

internal sealed record Started(FleetProcess Process, HttpClient Http) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
