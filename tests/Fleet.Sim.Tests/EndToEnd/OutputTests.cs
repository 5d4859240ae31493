using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Where a process writes, and what it says when it cannot.</summary>
[Trait("Needs", "processes")]
public sealed class OutputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-output-");

    [Theory]
    [InlineData("--json")]
    [InlineData("--html")]
    [InlineData("--record")]
    public async Task What_cannot_be_written_is_told_before_the_run_by_its_option(string option)
    {
        // Nobody may make a file there, not even root.
        await using var demo = Sim("demo", "--clients", "5", "--duration", "1s", option, "/sys/fleet-sim.out");
        Assert.Equal((int)SimExit.BadUsage, await demo.ExitAsync());
        Assert.Contains($"{option} names /sys/fleet-sim.out", demo.Said);
        Assert.DoesNotContain(".tmp", demo.Said);
        Assert.DoesNotContain("starting a host", demo.Said);
    }

    [Fact]
    public async Task A_recording_goes_to_standard_output_and_nothing_else_does()
    {
        var file = In("day.jsonl");
        await using var toFile = Sim("generate", "office-day", "--clients", "3", "--duration", "1m", "--out", file);
        Assert.Equal((int)SimExit.Good, await toFile.ExitAsync());
        await using var toOutput = Sim("generate", "office-day", "--clients", "3", "--duration", "1m", "--out", "-");
        Assert.Equal((int)SimExit.Good, await toOutput.ExitAsync());
        Assert.Equal(await File.ReadAllTextAsync(file), toOutput.Output);
    }

    [Fact]
    public async Task Without_a_command_the_commands_are_listed()
    {
        await using var nothing = Sim();
        Assert.Equal((int)SimExit.BadUsage, await nothing.ExitAsync());
        Assert.Contains("capacity", nothing.Said);
        Assert.Empty(nothing.Output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static TestProcess Sim(params string[] arguments) => new(Binaries.Sim, arguments);
}
