using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Both executables as .NET tools, packed and installed as their users do.</summary>
[Trait("Needs", "processes")]
public sealed class ToolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-tools-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Installed_from_a_folder_they_do_what_they_do_and_a_demo_brings_its_host_along()
    {
        // Nothing but this folder: a tool has its assemblies with it.
        await File.WriteAllTextAsync(In("nuget.config"), $"""<configuration><packageSources><clear /><add key="here" value="{_folder.FullName}" /></packageSources></configuration>""");
        foreach (var (project, package) in new[] { (Binaries.HostProject, "fleet"), (Binaries.SimProject, "fleet-sim") })
        {
            await Dotnet("pack", project, "-c", Binaries.Configuration, "--no-build", "-o", _folder.FullName);
            await Dotnet("tool", "install", package, "--tool-path", In("bin"), "--configfile", In("nuget.config"));
        }

        Assert.Contains("Counts the fleet by connection", await Run(In("bin/fleet"), "summary", "--help"));
        Assert.Contains("GOOD: all 20 clients", await Run(In("bin/fleet-sim"), "demo", "--clients", "20", "--duration", "3s"));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static Task<string> Dotnet(params string[] arguments) => Run("dotnet", arguments);

    private static async Task<string> Run(string executable, params string[] arguments)
    {
        // The build's servers outlive a build: they would hold the outputs open.
        await using var process = TestProcess.Of(executable, arguments, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" });
        var code = await process.ExitAsync();
        Assert.True(code == 0, $"{executable} {string.Join(' ', arguments)}: {code}\n{process.Said}");
        return process.Said;
    }
}
