using System.Text.Json;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

[Trait("Needs", "processes")]
public sealed class RunTests : SimulatorTest
{
    [Fact]
    public async Task A_host_killed_in_the_middle_again_and_again_loses_nothing()
    {
        const int Kills = 3;
        const int ReportsBetween = 40;
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, "office-day", "--clients", "150", "--duration", "15s", "--seed", "3");
        var kills = 0;
        for (; kills < Kills; kills++)
        {
            Eventually.True(() => run.HasExited || host.ReportsTaken() > ReportsBetween);
            if (run.HasExited)
                break;
            await host.KillAndStartAsync();
        }

        Assert.NotEqual(0, kills);

        AssertGood(await run.ExitAsync(), run);
        var result = Result;
        var found = result.GetProperty("reconciliation");
        Assert.True(found.GetProperty("settled").GetBoolean(), run.Said);
        Assert.Equal(150, found.GetProperty("checked").GetInt32());
        Assert.Equal(0, found.GetProperty("mismatched").GetInt32());
        Assert.Equal(0, found.GetProperty("duplicated").GetInt32());
        Assert.Equal(0, result.GetProperty("reports").GetProperty("lost").GetInt64());
        Assert.NotEqual(0, result.GetProperty("reports").GetProperty("acked").GetInt64());
    }

    [Fact]
    public async Task A_demo_ends_by_itself_and_leaves_nothing_behind()
    {
        await using var demo = new TestProcess(
            Binaries.Sim,
            ["demo", "--clients", "50", "--duration", "5s", "--seed", "7", "--json", ResultPath, "--csv", Path.Combine(Folder.FullName, "tables"), "--junit", Path.Combine(Folder.FullName, "cases.xml"),
                "--readers", "3", "--slo", "read.p99<60s,visible.p99<60s"],
            new Dictionary<string, string> { ["TMPDIR"] = Folder.FullName });
        AssertGood(await demo.ExitAsync(), demo);
        Assert.Equal(7, Result.GetProperty("seed").GetInt64());
        foreach (var connection in new[] { "online", "offline", "roaming" })
            Assert.NotEqual(0, Result.GetProperty("transitions").GetProperty(connection).GetInt64());
        Assert.Empty(Folder.GetDirectories("fleet-demo-*"));

        // What a machine reads of it. Reports that waited at who was away are acked when all go home, after the last row.
        var rows = Result.GetProperty("series").EnumerateArray().ToList();
        Assert.InRange(rows.Sum(row => row.GetProperty("acked").GetInt64()), 1, Result.GetProperty("reports").GetProperty("acked").GetInt64());
        var node = Assert.Single(Result.GetProperty("servers").EnumerateArray());
        Assert.All(new[] { "cores", "memoryBytes", "gcPauseMs", "collections", "journalQueue", "commits", "commitMs" }, name => Assert.Equal(JsonValueKind.Number, node.GetProperty(name).ValueKind));
        Assert.Equal(rows.Count + 1, File.ReadAllLines(Path.Combine(Folder.FullName, "tables", "series.csv")).Length);
        var reads = Result.GetProperty("reads");
        Assert.True(reads.GetProperty("asked").GetInt64() > 3 && reads.GetProperty("visibleMs").GetProperty("max").GetDouble() > 0, reads.GetRawText());
        Assert.DoesNotContain("<failure", File.ReadAllText(Path.Combine(Folder.FullName, "cases.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_of_ones_own_runs_on_a_host_of_its_own_which_leaves_nothing_behind()
    {
        var scenario = Path.Combine(Folder.FullName, "my.yaml");
        await File.WriteAllTextAsync(scenario, """
            name: mine
            description: Three seconds.
            clients: 20
            duration: 3s
            reports: { arrivals: constant, rate-per-client: 1/s }
            populations:
              - { name: pc, share: 100%, life: { login: 0s } }
            """);
        await using var run = new TestProcess(Binaries.Sim, ["run", scenario, "--own-host", "--json", ResultPath], new Dictionary<string, string> { ["TMPDIR"] = Folder.FullName });
        AssertGood(await run.ExitAsync(), run);
        Assert.Equal("mine", Result.GetProperty("scenario").GetString());
        // One a second of each for three seconds, and the first report of each.
        Assert.Equal(80, Result.GetProperty("reports").GetProperty("acked").GetInt64());
        Assert.Empty(Folder.GetDirectories("fleet-demo-*"));
    }

    [Fact]
    public async Task Ctrl_C_leaves_a_partial_result_and_no_host()
    {
        await using var demo = new TestProcess(
            Binaries.Sim, ["demo", "--clients", "50", "--duration", "10m", "--json", ResultPath], new Dictionary<string, string> { ["TMPDIR"] = Folder.FullName });
        Eventually.True(() => demo.HasExited || demo.Said.Contains("driving", StringComparison.Ordinal));
        Interrupt(demo);
        Assert.Equal((int)SimExit.Interrupted, await demo.ExitAsync());
        Assert.True(Result.GetProperty("interrupted").GetBoolean());
        Assert.Empty(Folder.GetDirectories("fleet-demo-*"));
    }

    [Fact]
    public async Task Where_nobody_serves_the_run_says_so_and_does_not_begin()
    {
        await using var run = new TestProcess(
            Binaries.Sim, ["run", "office-day", "--server", "http://127.0.0.1:1", "--json", ResultPath]);
        Assert.Equal((int)SimExit.ServerUnreachable, await run.ExitAsync());
        Assert.Contains("Nobody serves gRPC", run.Said);
        Assert.False(File.Exists(ResultPath));
    }

    [Fact]
    public async Task A_scenario_that_there_is_not_is_bad_usage()
    {
        await using var run = new TestProcess(Binaries.Sim, ["run", "ofice-day"]);
        Assert.Equal((int)SimExit.BadUsage, await run.ExitAsync());
        Assert.Contains("office-day", run.Said);
    }

    private static void Interrupt(TestProcess process)
    {
        using var target = System.Diagnostics.Process.GetProcessById(process.Id);
        PosixSignals.Terminate(target);
    }
}
