using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Tests.Workers;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Several generators against a real host.</summary>
[Trait("Needs", "processes")]
public sealed class WorkersTests : SimulatorTest
{
    private const string Token = "of-these-workers";

    private static readonly Dictionary<string, string> Environment = new() { ["FLEET_WORKER_TOKEN"] = Token };

    [Fact]
    public async Task However_many_make_the_load_it_is_the_same_load_and_ends_in_the_same_fleet()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await using var rig = await WorkerRig.StartAsync([.. Enumerable.Repeat(TimeProvider.System, 4)]);
        var order = WorkerRig.Order(60, TimeSpan.FromMinutes(1), "sps-outage");
        var drive = new DriveOptions([host.Grpc], Connections: 2, Speed.Max);
        var outcomes = new List<TrialOutcome>();
        foreach (var workers in new[] { 0, 1, 2, 4 })
        {
            var force = new Workforce([.. rig.Addresses.Take(workers)], WorkerRig.Token);
            var options = new TrialOptions(drive, host.Http, ClientRules.Default)
            {
                Workers = workers == 0 ? null : stop => force.StartAsync(order, drive, new ReadOrder(Readers: 3, [host.Http]), TimeProvider.System, stop),
            };
            var outcome = await new Trial(new ScenarioTimeline(order.Scenario, order.Options), options, TimeProvider.System).RunAsync(CancellationToken.None);
            Assert.True(Verdict.Of(outcome, slo: null, RunPurpose.Measurement).Code is SimExit.Good or SimExit.GeneratorInvalid, $"{outcome.Reconciliation}");
            Assert.Equal(workers, outcome.Workers.Count);
            Assert.Equal(workers == 0 ? 0 : 3, outcome.Reads?.Readers ?? 0);
            Assert.Equal(workers == 0, outcome.Reads is not { Asked: > 0, Failed: 0 });
            outcomes.Add(outcome);
        }

        Assert.Single(outcomes.Select(outcome => outcome.TimelineHash).Distinct());
        Assert.Single(outcomes.Select(outcome => outcome.FleetHash).Distinct());
        Assert.Matches("^[0-9a-f]{64}$", outcomes[0].FleetHash);
        Assert.Single(outcomes.Select(outcome => (outcome.Total.Sent, outcome.Total.Acked)).Distinct());
    }

    [Fact]
    public async Task A_worker_that_is_killed_voids_the_run_and_is_named_and_the_other_one_is_free()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await using var first = Worker();
        await using var second = Worker();
        string[] both = ["--workers", $"{AddressOf(first)},{AddressOf(second)}"];
        await using (var run = Run(host, both))
        {
            Eventually.True(() => run.HasExited || (second.Said.Contains("part 2 of 2", StringComparison.Ordinal) && host.ReportsTaken() > 0));
            await second.KillAsync();
            Assert.Equal((int)SimExit.GeneratorInvalid, await run.ExitAsync());
            Assert.Contains($"INVALID: The worker at http://{AddressOf(second).Authority} is gone", run.Said, StringComparison.Ordinal);
        }

        var result = Result;
        Assert.Equal(("generator-invalid", true, false), (result.GetProperty("verdict").GetString(), result.GetProperty("interrupted").GetBoolean(), result.GetProperty("valid").GetBoolean()));
        Assert.Equal(
            [AddressOf(first).Authority, AddressOf(second).Authority],
            result.GetProperty("workers").EnumerateArray().Select(worker => new Uri(worker.GetProperty("url").GetString()!).Authority));
        Assert.Equal(20, result.GetProperty("workers").EnumerateArray().Sum(worker => worker.GetProperty("clients").GetInt32()));
        Eventually.True(() => first.Said.Contains("free again", StringComparison.Ordinal));

        await using (var refused = Run(host, ["--workers", AddressOf(first).ToString(), "--token", "another"]))
        {
            Assert.Equal((int)SimExit.BadUsage, await refused.ExitAsync());
            Assert.Contains("has another token", refused.Said, StringComparison.Ordinal);
        }

        using (var process = System.Diagnostics.Process.GetProcessById(first.Id))
            PosixSignals.Terminate(process);
        Assert.Equal((int)SimExit.Good, await first.ExitAsync());
    }

    private static Uri AddressOf(TestProcess worker)
    {
        const string Before = "takes orders at ";
        Eventually.True(() => worker.HasExited || worker.Output.Contains(Before, StringComparison.Ordinal));
        var line = worker.Output.Split('\n').FirstOrDefault(line => line.Contains(Before, StringComparison.Ordinal));
        return new Uri((line ?? throw new InvalidOperationException(worker.Said)).Split(Before)[1]);
    }

    private static TestProcess Worker() => new(Binaries.Sim, ["worker", "--listen", "http://127.0.0.1:0"], Environment);

    private TestProcess Run(TestHost host, string[] options) => new(
        Binaries.Sim,
        ["run", "office-day", "--clients", "20", "--duration", "3m", "--server", host.Grpc.ToString(), "--api", host.Http.ToString(), "--into-live", "--json", ResultPath, .. options],
        Environment);
}
