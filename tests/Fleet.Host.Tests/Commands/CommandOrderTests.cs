using System.Text.Json;
using Fleet.Host.Commands;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What stands before a command, and what is none.</summary>
[Collection(OnKnownFleet.Name)]
public sealed class CommandOrderTests(KnownFleet fleet)
{
    [Theory]
    [InlineData("--json summary --api URL")]
    [InlineData("--api URL --json summary")]
    [InlineData("--api=URL summary --json")]
    public async Task Options_that_commands_share_may_stand_before_the_command(string line)
    {
        var args = line.Replace("URL", fleet.Api.ToString(), StringComparison.Ordinal).Split(' ');
        Assert.True(OperatorCommands.Take(args));
        Assert.Equal(6, JsonDocument.Parse(await CommandRun.OutputOf(args)).RootElement.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Settings_may_stand_before_a_command_that_takes_them()
    {
        using var folder = new TemporaryFolder();
        string[] args = [$"--Fleet:Data={folder.Path}", "backup", folder.File("b")];
        Assert.True(OperatorCommands.Take(args));
        Assert.Contains("There is no journal", await CommandRun.Refusal(ExitCode.Failed, args));
    }

    [Theory]
    [InlineData("icons --help", "fleet: 'icons' is no command.")]
    [InlineData("sumary --help", "fleet: 'sumary' is no command. Did you mean summary?")]
    [InlineData("--help sumary", "fleet: 'sumary' is no command. Did you mean summary?")]
    [InlineData("--json sumary", "fleet: 'sumary' is no command. Did you mean summary?")]
    [InlineData("--Fleet:Data=data sumary", "fleet: 'sumary' is no command. Did you mean summary?")]
    [InlineData("--json", "fleet: --json takes a command, such as fleet summary --json.")]
    [InlineData("--api http://127.0.0.1:1", "fleet: --api takes a command, such as fleet summary --api.")]
    public async Task What_is_no_command_is_told(string line, string reason)
    {
        var args = line.Split(' ');
        Assert.True(OperatorCommands.Take(args));
        Assert.StartsWith(reason, await CommandRun.Refusal(ExitCode.BadUsage, args));
    }

    [Fact]
    public void Settings_alone_are_those_of_a_host_that_serves()
    {
        Assert.False(OperatorCommands.Take([]));
        Assert.False(OperatorCommands.Take(["--Fleet:Data", "here"]));
    }
}
