using System.Diagnostics;
using System.Text.Json;
using Fleet.Sim.Report;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Runs against a real host to which something happens meanwhile.</summary>
[Trait("Needs", "processes")]
public sealed class TroubledRunTests : SimulatorTest
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(7);

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
        AssertGood(await run.ExitAsync(), run);
        Assert.True(Result.GetProperty("reconciliation").GetProperty("settled").GetBoolean());
        Assert.Equal(0, Result.GetProperty("reconciliation").GetProperty("mismatched").GetInt32());
        Assert.True(Result.GetProperty("latencyMs").GetProperty("max").GetDouble() > 1_000, "who waited was not charged to the server");
    }

    [Fact]
    public async Task A_network_that_swallows_everything_is_found_out_by_the_clients_and_nothing_is_lost()
    {
        await using var host = new TestHost();
        host.UntilReady();
        using var network = new SwallowingProxy(host.Grpc.Port);
        await using var run = new TestProcess(Binaries.Sim, [
            "run", "office-day", "--clients", "50", "--duration", "25s", "--server", $"http://127.0.0.1:{network.Port}", "--api", host.Http.ToString(), "--json", ResultPath]);
        Eventually.True(() => run.HasExited || host.ReportsTaken() > 30);
        network.Swallow();
        // Connections stay open and nobody is told: the host misses their heartbeats, and they miss its answers.
        Eventually.True(() => run.HasExited || host.Online() == 0);
        network.Recover();
        AssertGood(await run.ExitAsync(), run);
        Assert.Equal(0, Result.GetProperty("reconciliation").GetProperty("mismatched").GetInt32());
    }

    [Fact]
    public async Task A_pulled_cable_is_found_out_by_silence_and_who_does_not_read_is_no_harm()
    {
        var scenario = Path.Combine(Folder.FullName, "trouble.yaml");
        File.WriteAllText(scenario, """
            name: trouble
            description: Pulled cables, and some who do not read.
            clients: 40
            duration: 25s
            reports: { arrivals: constant, rate: 20/s }
            populations:
              - name: pc
                share: 100%
                life: { login: 0s..1s }
            storms:
              - half-open: { at: 2s, for: 20s, over: 1s, share: 20% }
              - slow-readers: { at: 3s, for: 6s, over: 1s, share: 20% }
            """);
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, scenario);
        AssertGood(await run.ExitAsync(), run);
        Assert.Equal(40, Result.GetProperty("reconciliation").GetProperty("checked").GetInt32());
        Assert.True(Result.GetProperty("machine").GetProperty("generatorBytesPerClient").GetInt64() > 0);

        // The journal's recording knows how long the host waited, and so who would not have been missed by one with more patience.
        var (journal, verified) = (Path.Combine(Folder.FullName, "journal.jsonl"), Path.Combine(Folder.FullName, "verified.json"));
        await Good("record", "--api", host.Http.ToString(), "--from", "-1h", "--to", "now", "--out", journal);
        await Good("verify", journal, "--timeout", "1h", "--json", verified);
        var whatIf = JsonDocument.Parse(File.ReadAllText(verified)).RootElement.GetProperty("whatIf");
        Assert.NotEqual(0, whatIf.GetProperty("silencesWas").GetInt32());
        Assert.Equal(0, whatIf.GetProperty("silencesWould").GetInt32());
        Assert.True(whatIf.GetProperty("offlineSecondsWould").GetDouble() < whatIf.GetProperty("offlineSecondsWas").GetDouble());
    }

    private static async Task Good(params string[] arguments)
    {
        await using var process = new TestProcess(Binaries.Sim, arguments);
        Assert.True(await process.ExitAsync() == (int)SimExit.Good, process.Said);
    }
}
