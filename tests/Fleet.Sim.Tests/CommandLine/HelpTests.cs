using System.CommandLine;
using Fleet.Sim.CommandLine;
using Fleet.Sim.Report;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. Root().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Shows_values_as_they_are_given(string command)
    {
        var help = Of(command);
        var defaults = help.Split("[default: ").Skip(1).Select(rest => rest[..rest.IndexOf(']', StringComparison.Ordinal)]);
        Assert.All(defaults, shown => Assert.Matches("^([0-9]+[a-z%]*|[a-z][a-z0-9, ]*|p99<250ms,errors<0.1%|http://[0-9.:]+/?)$", shown));
        Assert.DoesNotContain("Default:", help);
    }

    [Theory]
    [InlineData("replay", "[default: now]")]
    [InlineData("capacity", "[default: rate]")]
    [InlineData("capacity", "[default: 20s]")]
    [InlineData("capacity", "[default: 10%]")]
    [InlineData("capacity", "[default: 1000]")]
    public void Tells_the_defaults(string command, string shown) => Assert.Contains(shown, Of(command));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Lists_the_exit_codes_of_the_command(string command)
    {
        var lines = Of(command).Split('\n').Select(line => line.Trim()).ToList();
        Assert.Contains(lines, line => line.StartsWith("0    good", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2    ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("demo", SimExit.NotSettled, true)]
    [InlineData("demo", SimExit.Regression, false)]
    [InlineData("compare", SimExit.Regression, true)]
    [InlineData("verify", SimExit.ReplayDiverged, true)]
    [InlineData("generate", SimExit.NotSettled, false)]
    public void Lists_no_others(string command, SimExit code, bool listed) =>
        Assert.Equal(listed, Of(command).Split('\n').Any(line => line.TrimStart().StartsWith($"{(int)code,-5}", StringComparison.Ordinal)));

    [Fact]
    public void The_command_line_lists_all_of_them()
    {
        var help = Of("");
        Assert.All(Enum.GetValues<SimExit>(), code => Assert.Contains($"  {(int)code,-5}", help));
    }

    [Fact]
    public void The_command_line_tells_a_sentence_of_each_command() =>
        Assert.DoesNotContain("Examples:", Of(""));

    [Fact]
    public void A_recording_that_is_generated_is_driven_by_nobody() => Assert.DoesNotContain("exit code 9", Of("generate"));

    private static string Of(string command)
    {
        using var output = new StringWriter();
        Root().Parse($"{command} --help").Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }

    private static RootCommand Root() => RootOfCommands.Create(Terminal.Of(resultOnStandardOutput: false, new Interrupt(TimeProvider.System)));
}
