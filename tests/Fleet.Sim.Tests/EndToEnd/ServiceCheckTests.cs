using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Commands that are sent to where their server is not.</summary>
[Trait("Needs", "processes")]
public sealed class ServiceCheckTests
{
    [Theory]
    [InlineData("run", "office-day", "--clients", "5", "--duration", "2s")]
    [InlineData("capacity", "soak", "--clients", "5")]
    public async Task Ports_given_the_wrong_way_round_are_told_at_once(params string[] command)
    {
        await using var host = new TestHost();
        host.UntilReady();
        var secure = new Uri($"https://127.0.0.1:{host.Grpc.Port}");
        foreach (var (server, api, named, hint) in new[] { (host.Http, host.Http, "--server", "5081"), (host.Grpc, host.Grpc, "--api", "5080"), (secure, host.Http, "--server", $"{host.Grpc}".TrimEnd('/')) })
        {
            await using var run = new TestProcess(Binaries.Sim, [.. command, "--server", server.ToString(), "--api", api.ToString()]);
            Assert.Equal((int)SimExit.ServerUnreachable, await run.ExitAsync());
            Assert.Contains(named, run.Said);
            Assert.Contains(hint, run.Said);
        }
    }
}
