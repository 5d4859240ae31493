using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Sim.Report;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Runs against a real host to which something happens meanwhile.</summary>
public sealed class TroubledRunTests : IDisposable
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(7);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-trouble-");

    private string ResultPath => Path.Combine(_folder.FullName, "result.json");

    private JsonElement Result => JsonDocument.Parse(File.ReadAllText(ResultPath)).RootElement;

    [Fact]
    public async Task A_server_that_vanishes_leaves_a_partial_result_that_says_so()
    {
        await using var host = new TestHost();
        host.UntilReady();
        var recording = Path.Combine(_folder.FullName, "run.jsonl");
        await using var run = Run(host, "office-day", "--clients", "50", "--duration", "20s", "--record", recording);
        // What the host has taken is not yet what the client knows of: that, the lines of progress tell.
        Eventually.True(() => run.HasExited || Regex.IsMatch(run.Said, "[1-9][0-9,]* so far", RegexOptions.None, Patience.Long));
        await host.KillAsync();
        Assert.Equal((int)SimExit.ServerUnreachable, await run.ExitAsync());
        Assert.True(Result.GetProperty("interrupted").GetBoolean());
        Assert.NotEqual(0, Result.GetProperty("reports").GetProperty("acked").GetInt64());
        Assert.Contains("partial", run.Said);
        Assert.False(File.Exists(recording), run.Said);
        Assert.Contains("run.jsonl: not written", run.Said);
        var reports = Result.GetProperty("reports");
        // What waited too long before the end is an error although it was answered.
        var unanswered = reports.GetProperty("sent").GetInt64() - reports.GetProperty("acked").GetInt64() - reports.GetProperty("refused").GetInt64();
        Assert.True(Result.GetProperty("errors").GetDouble() >= ((double)unanswered / reports.GetProperty("sent").GetInt64()) - 1e-9);
    }

    [Fact]
    public async Task A_server_that_stands_still_for_a_while_and_goes_on_is_waited_for()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, "office-day", "--clients", "50", "--duration", "20s");
        Eventually.True(() => run.HasExited || host.ReportsTaken() > 30);
        host.Freeze(true);
        var frozen = Stopwatch.GetTimestamp();
        Eventually.True(() => Stopwatch.GetElapsedTime(frozen) > Stall);
        host.Freeze(false);
        Assert.True((SimExit)await run.ExitAsync() is SimExit.Good or SimExit.GeneratorInvalid, run.Said);
        Assert.True(Result.GetProperty("reconciliation").GetProperty("settled").GetBoolean());
        Assert.Equal(0, Result.GetProperty("reconciliation").GetProperty("mismatched").GetInt32());
        Assert.True(Result.GetProperty("latencyMs").GetProperty("max").GetDouble() > 1_000, "who waited was not charged to the server");
    }

    [Fact]
    public async Task A_pulled_cable_is_found_out_by_silence_and_who_does_not_read_is_no_harm()
    {
        var scenario = Path.Combine(_folder.FullName, "trouble.yaml");
        File.WriteAllText(scenario, """
            name: trouble
            description: Pulled cables, and some who do not read.
            clients: 40
            duration: 15s
            reports: { arrivals: constant, rate: 20/s }
            populations:
              - name: pc
                share: 100%
                life: { login: 0s..1s }
            storms:
              - half-open: { at: 2s, for: 11s, over: 1s, share: 20% }
              - slow-readers: { at: 3s, for: 6s, over: 1s, share: 20% }
            """);
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, scenario);
        Assert.True((SimExit)await run.ExitAsync() is SimExit.Good or SimExit.GeneratorInvalid, run.Said);
        Assert.Equal(40, Result.GetProperty("reconciliation").GetProperty("checked").GetInt32());
        Assert.True(Result.GetProperty("machine").GetProperty("generatorBytesPerClient").GetInt64() > 0);

        // The journal's recording knows how long the host waited, and so who would not have been missed by one with more patience.
        var (journal, verified) = (Path.Combine(_folder.FullName, "journal.jsonl"), Path.Combine(_folder.FullName, "verified.json"));
        await Good("record", "--api", host.Http.ToString(), "--from", "-1h", "--to", "now", "--out", journal);
        await Good("verify", journal, "--timeout", "1h", "--json", verified);
        var whatIf = JsonDocument.Parse(File.ReadAllText(verified)).RootElement.GetProperty("whatIf");
        Assert.NotEqual(0, whatIf.GetProperty("silencesWas").GetInt32());
        Assert.Equal(0, whatIf.GetProperty("silencesWould").GetInt32());
        Assert.True(whatIf.GetProperty("offlineSecondsWould").GetDouble() < whatIf.GetProperty("offlineSecondsWas").GetDouble());
    }

    public void Dispose() => _folder.Delete(recursive: true);
    private static async Task Good(params string[] arguments)
    {
        await using var process = new TestProcess(Binaries.Sim, arguments);
        Assert.True(await process.ExitAsync() == (int)SimExit.Good, process.Said);
    }

    private TestProcess Run(TestHost host, string scenario, params string[] options) => new(
        Binaries.Sim, ["run", scenario, "--server", host.Grpc.ToString(), "--api", host.Http.ToString(), "--json", ResultPath, .. options]);
}
