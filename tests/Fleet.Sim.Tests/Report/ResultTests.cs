using System.Text.Json;
using Fleet.Sim.Drive;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Report;

public sealed class ResultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-result-");

    private static JsonElement Json => Written(Outcomes.Good);

    [Fact]
    public void Has_the_names_of_the_contract_in_its_order()
    {
        Assert.Equal(
            [
                "schema", "scenario", "seed", "clients", "durationSeconds", "rate", "reports", "errors", "connectMs", "latencyMs", "latenessMs",
                "transitions", "iconChanges", "reconciliation", "valid", "interrupted", "timelineHash", "fleetHash", "machine",
                "verdict", "exitCode", "speed", "slo", "connections", "logins",
                "reads", "histograms", "series", "servers", "provenance",
            ],
            Names(Json));
        Assert.Equal(["offered", "achieved"], Names(Json.GetProperty("rate")));
        Assert.Equal(["sent", "acked", "repeated", "refused", "lost"], Names(Json.GetProperty("reports")));
        Assert.Equal(["p50", "p90", "p99", "p999", "max"], Names(Json.GetProperty("connectMs")));
        Assert.Equal(["p50", "p90", "p99", "p999", "max"], Names(Json.GetProperty("latencyMs")));
        Assert.Equal(["p50", "p90", "p99", "p999", "max"], Names(Json.GetProperty("latenessMs")));
        Assert.Equal(["online", "offline", "roaming"], Names(Json.GetProperty("transitions")));
        Assert.Equal(["settled", "checked", "mismatched", "duplicated", "differences", "answers"], Names(Json.GetProperty("reconciliation")));
    }

    [Fact]
    public void Has_the_values_of_the_trial()
    {
        Assert.Equal("fleet-sim/result/1", Json.GetProperty("schema").GetString());
        Assert.Equal(7, Json.GetProperty("seed").GetInt64());
        Assert.Equal(10, Json.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(11, Json.GetProperty("rate").GetProperty("offered").GetDouble());
        Assert.Equal(10, Json.GetProperty("rate").GetProperty("achieved").GetDouble());
        Assert.Equal(30, Json.GetProperty("latencyMs").GetProperty("p99").GetDouble());
        Assert.Equal(13, Json.GetProperty("transitions").GetProperty("roaming").GetInt64());
        Assert.Equal(2 / 120.0, Json.GetProperty("errors").GetDouble(), precision: 10);
        Assert.True(Json.GetProperty("valid").GetBoolean());
    }

    [Fact]
    public void Tells_what_each_worker_had_part_in()
    {
        Assert.False(Json.TryGetProperty("workers", out _));
        var result = Written(Outcomes.Shared);
        var worker = result.GetProperty("workers")[0];
        Assert.Equal(["url", "clients", "version", "clockOffsetMs", "clockBoundMs", "latenessMs", "cpuShare", "reports"], Names(worker));
        Assert.Equal(("http://a:7001", "1.0"), (worker.GetProperty("url").GetString(), worker.GetProperty("version").GetString()));
        Assert.Equal((5, -12.346, 0.25, 0.25), (Number(worker, "clients"), Number(worker, "clockOffsetMs"), Number(worker, "clockBoundMs"), Number(worker, "cpuShare")));
        Assert.Equal((70, 68, 3), (Number(worker.GetProperty("reports"), "sent"), Number(worker.GetProperty("reports"), "acked"), Number(worker.GetProperty("latenessMs"), "p99")));
        Assert.False(result.GetProperty("valid").GetBoolean());

        static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
    }

    [Fact]
    public void Tells_each_second_and_what_each_node_took_in_it()
    {
        var result = Written(Outcomes.Told);
        Assert.Equal(["connect", "latency", "lateness", "visible", "read"], Names(result.GetProperty("histograms")));
        var second = result.GetProperty("series")[1];
        Assert.Equal((1, 1, 20, 19, 30), (Number(second, "at"), Number(second, "seconds"), Number(second, "offered"), Number(second, "acked"), Number(second.GetProperty("latencyMs"), "p99")));
        var node = result.GetProperty("servers")[1];
        Assert.Equal("http://b:1", node.GetProperty("api").GetString());
        // Two looks three seconds apart, in which it took 1.5 s of processor time and made 10 transactions of 4 ms.
        Assert.Equal((0.5, 3e8, 10, 4, 12), (Number(node, "cores"), Number(node, "memoryBytes"), Number(node, "commits"), Number(node, "commitMs"), Number(node, "gcPauseMs")));
        Assert.Equal((JsonValueKind.Null, 0.5), (node.GetProperty("samples")[0].GetProperty("cores").ValueKind, Number(node.GetProperty("samples")[1], "cores")));

        static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
    }

    [Fact]
    public void A_node_that_was_started_anew_counts_from_0_and_tells_nothing_of_the_time_between()
    {
        var (before, after) = (Outcomes.Look(10, cpu: 50, commits: 900), Outcomes.Look(20, cpu: 1, commits: 5));
        var node = ServerDocument.Of(new ServerNode(new Uri("http://a:1"), [before, after]));
        Assert.Equal((null, null), (node.Cores, node.Commits));
        Assert.Equal(after.MemoryBytes, node.Samples[1].MemoryBytes);
    }

    [Fact]
    public void Tells_what_readers_met()
    {
        Assert.Equal(JsonValueKind.Null, Json.GetProperty("reads").ValueKind);
        var reads = Written(Outcomes.Good with { Reads = Outcomes.Read }).GetProperty("reads");
        Assert.Equal(["readers", "perSecond", "asked", "deferred", "failed", "iconChanges", "feedBreaks", "latencyMs", "visibleMs"], Names(reads));
        Assert.Equal((5, 5, 60, 61), (reads.GetProperty("readers").GetInt32(), reads.GetProperty("perSecond").GetDouble(), reads.GetProperty("latencyMs").GetProperty("p99").GetDouble(), reads.GetProperty("visibleMs").GetProperty("p99").GetDouble()));
    }

    [Fact]
    public void Says_how_it_was_made_and_what_it_comes_to()
    {
        Assert.Equal(("good", 0, "1x", 4), Told(Json));
        Assert.Equal(JsonValueKind.Null, Json.GetProperty("slo").ValueKind);
        Assert.True(Slo.TryParse("p50<1s,p99<20ms", out var slo));
        var missed = Written(Outcomes.Good with { Speed = Speed.Max }, slo);
        Assert.Equal(("slo-missed", 3, "max", 4), Told(missed));
        Assert.Equal("p50<1s,p99<20ms", missed.GetProperty("slo").GetProperty("limits").GetString());
        Assert.Equal("p99<20ms missed: 30 ms", Assert.Single(missed.GetProperty("slo").GetProperty("missed").EnumerateArray()).GetString());
        Assert.Empty(Written(Outcomes.Good.Interrupted(), slo).GetProperty("slo").GetProperty("missed").EnumerateArray());

        var diverged = Written(Outcomes.Good with { ExpectedFleetHash = "cc" });
        Assert.Equal(("replay-diverged", 6, "1x", 4), Told(diverged));
        Assert.Equal("cc", diverged.GetProperty("expectedFleetHash").GetString());

        static (string?, int, string?, int) Told(JsonElement result) => (
            result.GetProperty("verdict").GetString(), result.GetProperty("exitCode").GetInt32(), result.GetProperty("speed").GetString(), result.GetProperty("connections").GetInt32());
    }

    [Fact]
    public void Says_when_and_how_it_was_made()
    {
        Assert.Equal(["startedAt", "command", "generator", "server"], Names(Json.GetProperty("provenance")));
        Assert.Equal("fleet-sim run soak", Json.GetProperty("provenance").GetProperty("command").GetString());
        Assert.Equal(Environment.MachineName, Json.GetProperty("machine").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("fleet-sim run soak --clients 10", "run", "soak", "--clients", "10")]
    [InlineData("fleet-sim run 'my day.yaml' --slo 'p99<250ms'", "run", "my day.yaml", "--slo", "p99<250ms")]
    [InlineData(@"fleet-sim run 'it'\''s.yaml' ''", "run", "it's.yaml", "")]
    [InlineData("fleet-sim run soak --token ... --seed 1", "run", "soak", "--token", "hush", "--seed", "1")]
    [InlineData("fleet-sim run soak --token=... --token:...", "run", "soak", "--token=hush", "--token:hush")]
    public void The_command_can_be_given_to_a_shell_again_and_tells_no_token(string told, params string[] given) =>
        Assert.Equal(told, Provenance.CommandOf(given));

    [Fact]
    public void What_is_acked_after_the_last_input_is_achieved_by_the_last_ack()
    {
        var atOnce = Outcomes.Good with
        {
            Driven = new Tally { Offered = 960 },
            Duration = TimeSpan.FromSeconds(1.5),
            Figures = Outcomes.Good.Figures! with { Tally = new Tally { Acked = 960 }, LastAck = TimeSpan.FromSeconds(4) },
        };
        Assert.Equal((640, 240), (atOnce.Offered, atOnce.Achieved));
        Assert.Equal(10, (Outcomes.Good with { Figures = Outcomes.Good.Figures! with { LastAck = TimeSpan.FromSeconds(9) } }).Achieved);
        Assert.Equal(10, (Outcomes.Good with { Figures = null }).Achieved);
    }

    [Fact]
    public void Takes_the_place_of_an_older_one_and_leaves_nothing_beside()
    {
        var path = Path.Combine(_folder.FullName, "out.json");
        File.WriteAllText(path, "older");
        ResultFile.Write(path, ResultDocument.Of(Outcomes.Good, Verdict.Of(Outcomes.Good, null, RunPurpose.Measurement), null, Machine.Current(0), provenance: null));
        Assert.Equal("office-day", JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("scenario").GetString());
        Assert.Equal(path, Assert.Single(_folder.GetFiles()).FullName);
    }

    [Fact]
    public void Where_it_cannot_be_written_the_older_one_stays()
    {
        var path = Path.Combine(_folder.FullName, "folder");
        Directory.CreateDirectory(path);
        Assert.Throws<IOException>(() => AtomicFile.EnsureWritable(path, "--json"));
        Assert.Throws<IOException>(() => AtomicFile.EnsureWritable(Path.Combine(_folder.FullName, "nowhere", "out.json"), "--json"));
        Assert.ThrowsAny<Exception>(() => ResultFile.Write(path, ResultDocument.Of(Outcomes.Good, Verdict.Of(Outcomes.Good, null, RunPurpose.Measurement), null, Machine.Current(0), provenance: null)));
        Assert.Empty(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonElement Written(TrialOutcome outcome, Slo? slo = null) => JsonSerializer.SerializeToElement(
        ResultDocument.Of(outcome, Verdict.Of(outcome, slo, RunPurpose.Measurement), slo, new Machine("os", "x64", ".NET", 2, 3, 0.25, 4),
        new Provenance(DateTimeOffset.UnixEpoch, "fleet-sim run soak", "1.2.3", Server: null)), ResultDocument.Json);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
