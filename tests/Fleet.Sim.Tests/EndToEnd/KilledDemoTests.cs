using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>What a simulator that is killed leaves: nothing that runs, and nothing that the next one does not remove.</summary>
[Trait("Needs", "processes")]
public sealed class KilledDemoTests : SimulatorTest
{
    [Fact]
    public async Task Its_host_ends_with_it_and_the_next_demo_removes_its_folder()
    {
        await using (var demo = Demo("--clients", "20", "--duration", "10m"))
        {
            Eventually.True(() => demo.HasExited || demo.Said.Contains("driving", StringComparison.Ordinal));
            Assert.True(SomebodyWorksHere(), demo.Said);
            await demo.KillAsync();
        }

        Eventually.True(() => !SomebodyWorksHere());
        Assert.Single(Folder.GetDirectories("fleet-demo-*"));

        await using var next = Demo("--clients", "5", "--duration", "1s");
        AssertGood(await next.ExitAsync(), next);
        Assert.Empty(Folder.GetDirectories("fleet-demo-*"));
    }

    private TestProcess Demo(params string[] options) =>
        new(Binaries.Sim, ["demo", .. options], new Dictionary<string, string> { ["TMPDIR"] = Folder.FullName });

    /// <summary>A process has its working folder in this one, as hosts of a demo do.</summary>
    private bool SomebodyWorksHere() => Directory.GetDirectories("/proc").Any(process =>
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(Folder.FullName, StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
            return false;
        }
    });
}
