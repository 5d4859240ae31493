using System.Diagnostics;
using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>PostgreSQL hangs under a running host: connections stay open and nobody answers. Whatever is asked is told so soon, alarms see it, and all is answered when it goes on.</summary>
[Trait("Needs", "processes")]
public sealed class HungStoreTests : IDisposable
{
    private static readonly string[] Questions =
    [
        "clients", "clients/pc-1?at=NOW", "clients/pc-1/history", "clients/pc-1/explain", "fleet/summary", "fleet/summary?at=NOW", "fleet/summary?minOffset=NEXT",
        "fleet/diff?from=NOW&to=NOW", "recordings?from=NOW&to=NOW", "icon-changes?after=0", "read-model",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = PostgresServer.Start();

    public void Dispose()
    {
        _server.Resume();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everybody_is_told_so_within_the_deadline()
    {
        var (process, patient) = await FleetProcess.StartReady(
            _folder.Path, "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={_server.ConnectionString}", $"--Fleet:Data={_folder.File("data")}");
        await using var _ = process;
        using var __ = patient;
        using var http = patient.Impatient();
        var offset = (await patient.Reported("pc-1", 1, "{}")).GetProperty("offset").GetInt64();
        await patient.UntilVisible(offset);
        var now = (await (await patient.GetAsync("/v1/clients/pc-1/history")).Json()).GetProperty("items")[0].Text("recordedAt")!;
        string[] paths = [.. Questions.Select(question => $"/v1/{question.Replace("NOW", now, StringComparison.Ordinal).Replace("NEXT", $"{offset + 1}", StringComparison.Ordinal)}")];
        // Connections are open, and what was seen before is known.
        foreach (var path in paths.Where(path => !path.Contains("minOffset", StringComparison.Ordinal)))
        {
            using var answer = await patient.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await Eventually.Holds(async () => (await http.GetStringAsync("/metrics")).Contains("fleet_clients{", StringComparison.Ordinal));

        _server.Suspend();
        var asked = paths.Concat(paths).Select(async path =>
        {
            var clock = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            var took = clock.Elapsed;
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode}");
            var problem = await answer.Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.True(problem.GetProperty("retryAfterSeconds").GetInt32() > 0);
            return (path, took);
        }).ToList();
        await Quickly(http, "/metrics", HttpStatusCode.OK);
        await Quickly(http, "/health/live", HttpStatusCode.OK);
        foreach (var (path, took) in await Task.WhenAll(asked))
            Assert.True(took < TimeSpan.FromSeconds(5) + Slack, $"{path} took {took}.");

        await Eventually.Holds(async () => !(await http.GetAsync("/health/ready")).IsSuccessStatusCode);
        var health = await Quickly(http, "/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Contains($"PostgreSQL at 127.0.0.1:{_server.Port}/fleet has not answered for", health, StringComparison.Ordinal);
        // What was seen last is told, and how old it is.
        var metrics = await Quickly(http, "/metrics", HttpStatusCode.OK);
        Assert.Contains("fleet_clients{", metrics, StringComparison.Ordinal);
        var age = metrics.Split('\n').Single(line => line.StartsWith("fleet_read_model_seen_seconds ", StringComparison.Ordinal));
        Assert.True(double.Parse(age.Split(' ')[1]) > 3, age);

        _server.Resume();
        foreach (var path in paths.Where(path => !path.Contains("minOffset", StringComparison.Ordinal)))
        {
            await Eventually.Holds(async () =>
            {
                using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                return answer.IsSuccessStatusCode;
            });
        }

        await Eventually.Holds(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>For a machine that does other things, too: what a store holds up takes several times as long.</summary>
    private static TimeSpan Slack { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Within a second; one of three tries, as this machine may stand still for that long by itself.</summary>
    private static async Task<string> Quickly(HttpClient http, string path, HttpStatusCode status)
    {
        var least = TimeSpan.MaxValue;
        var body = "";
        for (var i = 0; i < 3 && least > TimeSpan.FromSeconds(1); i++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path);
            body = await answer.Content.ReadAsStringAsync();
            least = clock.Elapsed < least ? clock.Elapsed : least;
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {body}");
        }

        Assert.True(least < TimeSpan.FromSeconds(1), $"{path} took {least}.");
        return body;
    }
}
