using System.Text.Json;
using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A test that runs the simulator, and looks at the result that it leaves in a folder.</summary>
public abstract class SimulatorTest : IDisposable
{
    private protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("fleet-run-");

    private protected string ResultPath => Path.Combine(Folder.FullName, "result.json");

    private protected JsonElement Result => JsonDocument.Parse(File.ReadAllText(ResultPath)).RootElement;

    public void Dispose()
    {
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a scenario against a host.</summary>
    private protected TestProcess Run(TestHost host, string scenario, params string[] options) => new(
        Binaries.Sim, ["run", scenario, "--server", host.Grpc.ToString(), "--api", host.Http.ToString(), "--json", ResultPath, .. options]);

    /// <summary>A machine that is busy with other tests may make the generator late: that is no fault of the server.</summary>
    private protected static void AssertGood(int exitCode, TestProcess process) =>
        Assert.True((SimExit)exitCode is SimExit.Good or SimExit.GeneratorInvalid, process.Said);
}
