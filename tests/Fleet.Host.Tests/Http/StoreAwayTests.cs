using System.Net;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Fleet.V1;
using Grpc.Core;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>PostgreSQL goes away under a running host: whatever is asked is told so, with a time to ask again, and answered when it is back.</summary>
[Trait("Needs", "processes")]
public sealed class StoreAwayTests : IDisposable
{
    private static readonly string[] Questions =
    [
        "clients", "clients/pc-1?at=NOW", "clients/pc-1/history", "clients/pc-1/history?at=NOW", "clients/pc-1/explain", "clients/pc-1/explain?at=NOW",
        "fleet/summary", "fleet/summary?at=NOW", "fleet/summary?minOffset=1", "fleet/diff?from=NOW&to=NOW", "recordings?from=NOW&to=NOW", "icon-changes?after=0",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = PostgresServer.Start();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_question_is_told_so_and_answered_when_it_is_back()
    {
        var (process, patient) = await FleetProcess.StartReady(
            _folder.Path, "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={_server.ConnectionString}", $"--Fleet:Data={_folder.File("data")}");
        await using var _ = process;
        using var __ = patient;
        using var http = patient.Impatient();
        var offset = (await patient.Reported("pc-1", 1, "{}")).GetProperty("offset").GetInt64();
        await patient.UntilVisible(offset);
        var now = (await (await patient.GetAsync("/v1/clients/pc-1/history")).Json()).GetProperty("items")[0].Text("recordedAt")!;
        string[] paths = [.. Questions.Select(question => $"/v1/{question.Replace("NOW", now, StringComparison.Ordinal)}")];

        _server.Stop();
        foreach (var path in paths)
            await IsAway(await http.GetAsync(path), path);
        // Twice: what a first attempt leaves behind must not be in the way of the next one.
        await IsAway(await http.PostAsync("/v1/read-model/rebuild", content: null), "rebuild");
        await IsAway(await http.PostAsync("/v1/read-model/rebuild", content: null), "rebuild again");
        // What was seen last is told, and how old it is.
        Assert.Contains("fleet_read_model_seen_seconds ", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        using (var watcher = new Watcher(process.Grpc, new WatchRequest { After = 0 }))
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(watcher.Next)).StatusCode);
        foreach (var command in (string[])["summary", "history pc-1", "rebuild", "watch"])
        {
            var told = await CommandRun.Refusal(ExitCode.Failed, [.. command.Split(' '), "--api", http.BaseAddress!.ToString()]);
            Assert.Equal("fleet: The store does not answer. Try again in 1 s.", told.Trim());
        }

        _server.StartAgain();
        foreach (var path in paths)
        {
            await Eventually.Holds(async () =>
            {
                using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                return response.IsSuccessStatusCode;
            });
        }
    }

    private static async Task IsAway(HttpResponseMessage response, string what)
    {
        using var answer = response;
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{what}: {answer.StatusCode}");
        var problem = await answer.Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal($"{problem.GetProperty("retryAfterSeconds").GetInt32()}", Assert.Single(answer.Headers.GetValues("Retry-After")));
    }
}
