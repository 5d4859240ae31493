using System.Runtime.InteropServices;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Deployment;

/// <summary>What <c>dotnet publish</c> puts out, started as the unit of systemd starts it.</summary>
public sealed class SystemdTests : IDisposable
{
    private static readonly string[] Unit = Repository.Text("deploy/systemd/fleet.service").Split('\n');

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_published_host_runs_as_the_unit_says_and_stops_in_good_order()
    {
        var (published, said) = await Repository.Run("dotnet", "publish", "src/Fleet.Host", "-c", Repository.Configuration, "--no-build", "-o", _folder.File("fleet"));
        Assert.True(published == 0, said);
        var data = _folder.File("state");
        var environment = Values("Environment").Select(line => line.Split('=', 2)).Select(pair => (pair[0], pair[1].Replace("/var/lib/fleet", data, StringComparison.Ordinal)));

        var (process, http) = await FleetProcess.StartReady(_folder.File("fleet/fleet"), _folder.Path, [.. environment]);
        await using var _ = process;
        using var __ = http;
        await http.Reported("pc-1", 1, "{}");
        Assert.True(File.Exists(Path.Combine(data, "journal.db")));
        // As the journal of systemd wants it: the level first.
        Assert.Contains(process.Output.Split('\n'), line => line.StartsWith("<6>", StringComparison.Ordinal) && line.Contains("Ready after", StringComparison.Ordinal));

        Assert.Equal("SIGTERM", Assert.Single(Values("KillSignal")));
        await process.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await process.Ended());
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task Systemd_understands_the_unit()
    {
        // It looks whether the executable is there.
        var unit = _folder.File("fleet.service");
        await File.WriteAllTextAsync(unit, string.Join('\n', Unit).Replace("=/opt/fleet/fleet", "=/bin/true", StringComparison.Ordinal));
        Assert.Equal((0, ""), await Repository.Run("systemd-analyze", "verify", unit));
    }

    [Fact]
    public void It_is_given_the_time_that_it_takes_to_drain() =>
        Assert.True(int.Parse(Assert.Single(Values("TimeoutStopSec"))) > TimeSpan.FromSeconds(10).TotalSeconds + 20);

    private static IEnumerable<string> Values(string key) =>
        Unit.Where(line => line.StartsWith(key + "=", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..]);
}
