using System.Diagnostics;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Cluster.Tests.Members;

public sealed class DemoTests
{
    private static readonly string Simulator = Path.Combine(NodeProcess.Folder.Replace("Fleet.Host", "Fleet.Sim", StringComparison.Ordinal), "fleet-sim.dll");

    [Fact]
    public async Task A_demo_that_is_killed_takes_its_hosts_and_its_PostgreSQL_along()
    {
        var temporary = Directory.CreateTempSubdirectory("fleet-killed-");
        // PostgreSQL's own user has to pass through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        using var demo = OtherProcess.Start(new ProcessStartInfo("dotnet", [Simulator, "demo", "--nodes", "2", "--clients", "20", "--duration", "10m"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = temporary.FullName },
        });
        var said = new List<string>();
        while (await demo.StandardOutput.ReadLineAsync() is { } line && !line.Contains("driving", StringComparison.Ordinal))
            said.Add(line);
        var postgres = int.Parse(File.ReadLines(Path.Combine(Assert.Single(temporary.GetDirectories("fleet-demo-postgres-*")).FullName, "server", "data", "postmaster.pid")).First());
        int[] hosts = [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!).Where(process => WorksIn(process, temporary.FullName))];
        Assert.True(hosts.Length >= 2, string.Join('\n', said));

        demo.Kill();
        await demo.WaitForExitAsync();
        await Eventually.Holds(() => hosts.Append(postgres).All(process => !Directory.Exists($"/proc/{process}")), "its hosts and its PostgreSQL have ended");
        await Eventually.Holds(() => temporary.GetDirectories("fleet-demo-postgres-*").Length == 0, "the folder of its PostgreSQL is gone");
        temporary.Delete(recursive: true);
    }

    private static bool WorksIn(int process, string folder)
    {
        try
        {
            return new DirectoryInfo($"/proc/{process}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
