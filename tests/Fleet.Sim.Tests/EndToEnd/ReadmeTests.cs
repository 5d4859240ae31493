using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>What README.md tells a newcomer to type, typed.</summary>
[Trait("Needs", "processes")]
public sealed class ReadmeTests
{
    [Fact]
    public async Task Each_of_its_commands_does_what_it_says()
    {
        var script = Path.Combine(Binaries.Repository, "scripts", "readme.sh");
        await using var following = TestProcess.Of("bash", [script, "--built"]);
        Assert.True(await following.ExitAsync(TimeSpan.FromMinutes(10)) == 0, following.Said);
    }
}
