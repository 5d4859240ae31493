using System.Text.Json;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

[Trait("Needs", "processes")]
public sealed class CapacityTests : IDisposable
{
    private static readonly string[] Short = ["--duration", "4s", "--warm-up", "1s", "--repeats", "1", "--precision", "100%", "--budget", "1m"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-capacity-");

    private string ResultPath => Path.Combine(_folder.FullName, "capacity.json");

    private JsonElement Result => JsonDocument.Parse(File.ReadAllText(ResultPath)).RootElement;

    [Fact]
    public async Task A_host_whose_journal_is_slower_than_the_objective_carries_nothing()
    {
        await using var search = Search("00:00:00.400", "--find", "clients", "--clients", "1", "--rate", "20", "--slo", "p50<300ms");
        // A busy machine may make the generator late as well, or take so long that the budget ends: that goes before, and takes nothing from the rest.
        var exit = await search.ExitAsync();
        Assert.Contains((SimExit)exit, new[] { SimExit.SloMissed, SimExit.GeneratorInvalid, SimExit.NotSettled });
        var result = Result;
        Assert.Equal(exit, result.GetProperty("exitCode").GetInt32());
        Assert.Equal("fleet-sim/capacity/1", result.GetProperty("schema").GetString());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("lower").ValueKind);
        var trial = result.GetProperty("trials")[0];
        Assert.Equal("fleet-sim/result/1", trial.GetProperty("schema").GetString());
        Assert.Matches("^[0-9a-f]{64}$", trial.GetProperty("timelineHash").GetString());
        Assert.Contains(trial.GetProperty("verdict").GetString(), new[] { "slo-missed", "generator-invalid" });
        Assert.False(trial.GetProperty("judgement").GetProperty("kept").GetBoolean());
        var reasons = result.GetProperty("trials").EnumerateArray().SelectMany(one => one.GetProperty("judgement").GetProperty("reasons").EnumerateArray());
        // On a machine that stands still for seconds none is answered while the trial looks.
        Assert.Contains(reasons, reason => reason.GetString() == "no report was answered" || reason.GetString()!.Contains("p50<300ms missed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_that_is_interrupted_leaves_its_trials_marked_so_and_no_host()
    {
        await using var search = Search("00:00:00", "--clients", "20", "--rate", "5", "--slo", "p50<60s", "--html", Path.Combine(_folder.FullName, "capacity.html"));
        Eventually.True(() => search.HasExited || search.Said.Contains(" errors ", StringComparison.Ordinal));
        using (var process = System.Diagnostics.Process.GetProcessById(search.Id))
        {
            // As timeout(1) does: to the process, and to its group.
            PosixSignals.Terminate(process);
            PosixSignals.Terminate(process);
        }

        Assert.Equal((int)SimExit.Interrupted, await search.ExitAsync());
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "capacity.html")));
        Assert.True(Result.GetProperty("interrupted").GetBoolean());
        Assert.Equal((int)SimExit.Interrupted, Result.GetProperty("exitCode").GetInt32());
        Assert.NotEqual(0, Result.GetProperty("trials").GetArrayLength());
        Assert.Empty(_folder.GetDirectories("fleet-demo-*"));
    }

    [Fact]
    public async Task Two_builds_are_measured_in_turns_and_compared()
    {
        var build = Path.GetDirectoryName(Binaries.Host)!;
        await using var comparing = new TestProcess(
            Binaries.Sim, ["compare", "--run", build, build, "--invocations", "1", "--clients", "20", "--rate", "50", "--duration", "2s"], new Dictionary<string, string> { ["TMPDIR"] = _folder.FullName });
        // What a busy machine makes of it may be anything: one of them slower, or a generator without time.
        Assert.Contains((SimExit)await comparing.ExitAsync(), new[] { SimExit.Good, SimExit.Regression, SimExit.BadUsage });
        Assert.Matches("1  before .*\\n.*2   after ", comparing.Said);
        Assert.Matches("latency p99|valid is false", comparing.Said);
        Assert.Empty(_folder.GetDirectories("fleet-demo-*"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private TestProcess Search(string journalDelay, params string[] options) => new(
        Binaries.Sim,
        ["capacity", "soak", "--json", ResultPath, .. Short, .. options],
        new Dictionary<string, string> { ["TMPDIR"] = _folder.FullName, ["Fleet__Faults__JournalDelay"] = journalDelay });
}
