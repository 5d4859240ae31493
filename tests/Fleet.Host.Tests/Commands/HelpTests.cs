using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What <c>--help</c> says, which nobody has written out by hand.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task The_help_of_every_command_is_for_people()
    {
        var root = await CommandRun.OutputOf("--help");
        Assert.DoesNotContain("Examples", root);
        foreach (var command in (string[])["clients", "summary", "history", "explain", "watch", "changes", "diff", "story", "check", "verify", "forget", "audit", "rebuild", "backup", "restore", "completion"])
        {
            Assert.Single(root.Split('\n'), line => line.StartsWith($"  {command} ", StringComparison.Ordinal));
            var help = await CommandRun.OutputOf(command, "--help");
            Assert.DoesNotContain("[default", help);
            Assert.DoesNotContain("System.", help);
        }
    }
}
