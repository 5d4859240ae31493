using System.Text.Json;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Machines that are re-imaged count from 1 again, in a new epoch: on a real host, in its journal's recording, and played again.</summary>
[Trait("Needs", "processes")]
public sealed class ReImageTests : SimulatorTest
{
    [Fact]
    public async Task Machines_that_are_re_imaged_are_recorded_and_played_again_as_they_were()
    {
        File.WriteAllText(InFolder("lab.yaml"), """
            name: lab
            description: Machines are re-imaged while they report.
            clients: 30
            duration: 10s
            reports: { arrivals: constant, rate: 40/s }
            populations:
              - name: pc
                share: 100%
                life: { login: 0s..1s }
            storms:
              - re-image: { at: 3s, for: 2s, over: 2s, share: 50% }
            """);
        string fleet;
        await using (var host = new TestHost())
        {
            host.UntilReady();
            await using var run = Run(host, InFolder("lab.yaml"), "--record", InFolder("run.jsonl"));
            AssertGood(await run.ExitAsync(), run);
            Assert.Contains("re-image", File.ReadAllText(InFolder("run.jsonl")));
            fleet = Result.GetProperty("fleetHash").GetString()!;
            await Good("record", "--api", host.Http.ToString(), "--from", "-1h", "--to", "now", "--out", InFolder("journal.jsonl"));
            await Good("verify", InFolder("journal.jsonl"), "--api", host.Http.ToString());
        }

        await using var fresh = new TestHost();
        fresh.UntilReady();
        await Good("replay", InFolder("journal.jsonl"), "--speed", "max", "--json", InFolder("replay.json"), "--server", fresh.Grpc.ToString(), "--api", fresh.Http.ToString());
        Assert.Equal(fleet, JsonDocument.Parse(File.ReadAllText(InFolder("replay.json"))).RootElement.GetProperty("fleetHash").GetString());
    }

    private string InFolder(string name) => Path.Combine(Folder.FullName, name);

    private static async Task Good(params string[] arguments)
    {
        await using var process = new TestProcess(Binaries.Sim, arguments);
        AssertGood(await process.ExitAsync(), process);
    }
}
