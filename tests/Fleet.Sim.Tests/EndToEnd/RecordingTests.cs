using System.Text.Json;
using Fleet.Protocol.Wire;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Recordings of a real host, made and played again by the real commands.</summary>
[Trait("Needs", "processes")]
public sealed class RecordingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-replay-");

    [Fact]
    public async Task A_run_and_its_journal_give_the_same_fleet_on_a_fresh_host_and_in_process()
    {
        string fleet;
        await using (var host = new TestHost())
        {
            host.UntilReady();
            await Good(["run", "office-day", "--clients", "60", "--duration", "6s", "--seed", "5", "--record", File("run.jsonl"), "--json", File("run.json"), .. Of(host)]);
            fleet = Json("run.json").GetProperty("fleetHash").GetString()!;
            string[] hour = ["--api", host.Http.ToString(), "--from", Rfc3339.Text(DateTimeOffset.UtcNow.AddHours(-1)), "--to", Rfc3339.Text(DateTimeOffset.UtcNow)];
            await Good(["record", .. hour, "--out", File("journal.jsonl")]);
            await Good("verify", File("run.jsonl"), "--api", host.Http.ToString(), "--json", File("verify.json"));
            Assert.Equal(fleet, Json("verify.json").GetProperty("server").GetProperty("fleetHash").GetString());

            await Good(["story", .. hour, "--json", File("server-story.json")]);
            await Good("story", File("journal.jsonl"), "--json", File("file-story.json"));
            Assert.Equal(Json("file-story.json").GetProperty("episodes").GetRawText(), Json("server-story.json").GetProperty("episodes").GetRawText());

            // Nobody speaks for clients that are known, unless asked to; and a backup of theirs is a store for others.
            await using (var refused = new TestProcess(Binaries.Sim, ["capacity", "office-day", "--clients", "60", .. Of(host)]))
            {
                Assert.Equal((int)SimExit.BadUsage, await refused.ExitAsync());
                Assert.Contains("knows clients of these names already", refused.Said);
            }

            // A client that the server has forgotten is not the one of the recording.
            using var http = new HttpClient { BaseAddress = host.Http, Timeout = Patience.Long };
            var gone = Json("verify.json").GetProperty("clients").GetInt32() > 0 ? FirstClient("run.jsonl") : "";
            (await http.DeleteAsync(new Uri($"/v1/clients/{gone}", UriKind.Relative))).EnsureSuccessStatusCode();
            await using var other = new TestProcess(Binaries.Sim, ["verify", File("run.jsonl"), "--api", host.Http.ToString()]);
            Assert.Equal((int)SimExit.ServerDiffers, await other.ExitAsync());
            Assert.Contains($"WRONG: the server at {host.Http}", other.Said);
        }

        Assert.Equal(fleet, Json("verify.json").GetProperty("fleetHash").GetString());
        foreach (var recording in (string[])["run.jsonl", "journal.jsonl"])
        {
            await Good("verify", File(recording), "--json", File("again.json"));
            Assert.Equal(fleet, Json("again.json").GetProperty("fleetHash").GetString());
            await using var fresh = new TestHost();
            fresh.UntilReady();
            await Good(["replay", File(recording), "--speed", "max", "--json", File("replay.json"), .. Of(fresh)]);
            Assert.Equal(fleet, Json("replay.json").GetProperty("fleetHash").GetString());
            Assert.NotEqual(0, Json("replay.json").GetProperty("rate").GetProperty("achieved").GetDouble());
        }

        Assert.Equal(Json("run.json").GetProperty("timelineHash").GetString(), Footer("run.jsonl").GetProperty("hash").GetString());
    }

    [Fact]
    public async Task A_stretch_is_played_under_other_names_beside_the_first_ones()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await Good("generate", "morning-login", "--clients", "40", "--duration", "5s", "--out", File("login.jsonl"));
        await Good(["replay", File("login.jsonl"), "--speed", "max", .. Of(host)]);
        // These clients are there already: nobody plays to them by mistake.
        foreach (var command in (string[][])[["replay", File("login.jsonl"), "--speed", "max"], ["run", "morning-login", "--clients", "40", "--duration", "5s"]])
        {
            await using var refused = new TestProcess(Binaries.Sim, [.. command, "--json", File("refused.json"), .. Of(host)]);
            Assert.Equal((int)SimExit.BadUsage, await refused.ExitAsync());
            Assert.Contains($"The server at {host.Http} knows clients of these names already, such as ", refused.Said);
            Assert.Contains("--into-live", refused.Said);
            Assert.False(System.IO.File.Exists(File("refused.json")));
        }

        await Good(["replay", File("login.jsonl"), "--speed", "max", "--rename", "b-", "--shift-to", "2026-03-02T08:00:00Z", .. Of(host)]);
        using var http = new HttpClient { BaseAddress = host.Http, Timeout = Patience.Long };
        var other = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/v1/clients/b-{FirstClient("login.jsonl")}", UriKind.Relative))).RootElement;
        Assert.StartsWith("2026-03-02T08:00:", other.GetProperty("lastReport").GetProperty("observedAt").GetString());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("edited")]
    public async Task What_is_no_whole_recording_is_refused_with_its_line_before_anything_is_done(string damage)
    {
        await Good("generate", "office-day", "--clients", "20", "--duration", "5s", "--out", File("day.jsonl"));
        var lines = System.IO.File.ReadAllLines(File("day.jsonl"));
        System.IO.File.WriteAllLines(File("bad.jsonl"), damage == "cut" ? lines[..9] : [.. lines[..9], lines[9].Replace("\"n\":", "\"n\":1", StringComparison.Ordinal), .. lines[10..]]);
        foreach (var command in (string[])["verify", "replay"])
        {
            await using var process = new TestProcess(Binaries.Sim, [command, File("bad.jsonl"), "--json", File("bad.json")]);
            Assert.Equal((int)SimExit.BadUsage, await process.ExitAsync());
            Assert.Contains("bad.jsonl:10: ", process.Said);
            Assert.False(System.IO.File.Exists(File("bad.json")));
        }
    }

    [Fact]
    public async Task Generate_that_is_interrupted_leaves_nothing()
    {
        await using var generate = new TestProcess(Binaries.Sim, ["generate", "soak", "--clients", "500", "--duration", "10h", "--out", File("long.jsonl")]);
        Eventually.True(() => generate.HasExited || generate.Said.Contains("events, up to", StringComparison.Ordinal));
        using (var process = System.Diagnostics.Process.GetProcessById(generate.Id))
            PosixSignals.Terminate(process);
        Assert.Equal((int)SimExit.Interrupted, await generate.ExitAsync());
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task The_schema_is_written()
    {
        await Good("schema", "--out", File("scenario.schema.json"));
        Assert.Equal(ScenarioLibrary.Schema, System.IO.File.ReadAllText(File("scenario.schema.json")));
        Assert.Equal("http://json-schema.org/draft-07/schema#", Json("scenario.schema.json").GetProperty("$schema").GetString());
    }

    [Fact]
    public async Task Many_seeds_are_played_without_a_server()
    {
        await Good("run", "office-day", "--clients", "20", "--in-process", "--seeds", "5", "--json", File("a.json"));
        await Good("run", "office-day", "--clients", "20", "--in-process", "--json", File("b.json"));
        await Good("run", "office-day", "--clients", "20", "--in-process", "--seed", "2", "--json", File("c.json"));
        Assert.Equal(Json("a.json").GetProperty("timelineHash").GetString(), Json("b.json").GetProperty("timelineHash").GetString());
        Assert.NotEqual(Json("b.json").GetProperty("timelineHash").GetString(), Json("c.json").GetProperty("timelineHash").GetString());
        Assert.Equal(100, Json("a.json").GetProperty("reconciliation").GetProperty("checked").GetInt32());
        Assert.Equal((5, 1), (Json("a.json").GetProperty("seeds").GetInt32(), Json("b.json").GetProperty("seeds").GetInt32()));
    }

    [Fact]
    public async Task A_play_without_a_server_tells_of_the_recording_that_it_writes_and_has_a_page_without_charts()
    {
        await using var play = new TestProcess(Binaries.Sim, ["run", "office-day", "--clients", "20", "--in-process", "--seeds", "2", "--record", File("day.jsonl"), "--html", File("day.html")]);
        Assert.Equal((int)SimExit.Good, await play.ExitAsync());
        const string verdict = "GOOD: all 40 clients (20 in each of 2 seeds)";
        Assert.Contains(verdict, play.Said);
        var page = System.IO.File.ReadAllText(File("day.html"));
        Assert.Contains(verdict, page);
        Assert.DoesNotContain("Nothing was measured", page);
        Assert.Matches("day.jsonl: a recording of [0-9,]+ events, of seed 1", play.Said);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Of(TestHost host) => ["--server", host.Grpc.ToString(), "--api", host.Http.ToString()];

    /// <summary>A machine that is busy with other tests may make the generator late: that is no fault of the recording.</summary>
    private static async Task Good(params string[] arguments)
    {
        await using var process = new TestProcess(Binaries.Sim, arguments);
        Assert.True((SimExit)await process.ExitAsync() is SimExit.Good or SimExit.GeneratorInvalid, process.Said);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private JsonElement Json(string name) => JsonDocument.Parse(System.IO.File.ReadAllText(File(name))).RootElement;

    private JsonElement Footer(string name) => JsonDocument.Parse(System.IO.File.ReadLines(File(name)).Last()).RootElement;

    private string FirstClient(string name) => JsonDocument.Parse(System.IO.File.ReadLines(File(name)).ElementAt(1)).RootElement.GetProperty("c").GetString()!;
}
