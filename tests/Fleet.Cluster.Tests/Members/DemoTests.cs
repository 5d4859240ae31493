using System.Diagnostics;
using Fleet.Cluster.Tests.Hosting;
using Xunit;

namespace Fleet.Cluster.Tests.Members;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_runs_on_several_nodes_and_ends_good()
    {
        var simulator = Path.Combine(NodeProcess.Folder.Replace("Fleet.Host", "Fleet.Sim", StringComparison.Ordinal), "fleet-sim.dll");
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [simulator, "demo", "--nodes", "2", "--clients", "100", "--duration", "5s"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        Assert.True(demo.ExitCode == 0, output);
        Assert.Contains("GOOD: all 100 clients", output, StringComparison.Ordinal);
    }
}
