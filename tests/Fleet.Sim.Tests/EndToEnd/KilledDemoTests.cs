using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>What a simulator that is killed leaves: nothing that runs, and nothing that the next one does not remove.</summary>
public sealed partial class KilledDemoTests : SimulatorTest
{
    [Fact]
    public async Task Its_host_ends_with_it_and_the_next_demo_removes_its_folder()
    {
        int port;
        await using (var demo = Demo("--clients", "20", "--duration", "10m"))
        {
            Eventually.True(() => demo.HasExited || demo.Said.Contains("driving", StringComparison.Ordinal));
            port = int.Parse(Serves().Match(demo.Said).Groups["port"].Value);
            Assert.True(Listens(port), demo.Said);
            await demo.KillAsync();
        }

        Eventually.True(() => !Listens(port));
        Assert.Single(Folder.GetDirectories("fleet-demo-*"));

        await using var next = Demo("--clients", "5", "--duration", "1s");
        AssertGood(await next.ExitAsync(), next);
        Assert.Empty(Folder.GetDirectories("fleet-demo-*"));
    }

    private TestProcess Demo(params string[] options) =>
        new(Binaries.Sim, ["demo", .. options], new Dictionary<string, string> { ["TMPDIR"] = Folder.FullName });

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"serves http://127\.0\.0\.1:(?<port>\d+)/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Serves();
}
