using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What a shell and its environment have to do with commands.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cl", "clients")]
    [InlineData("clients --connection o", "offline online roaming")]
    [InlineData("clients --real-time-scan sto", "stopped")]
    [InlineData("completion ", "bash fish zsh")]
    public async Task What_may_stand_there_is_told(string line, string words)
    {
        var told = (await CommandRun.OutputOf($"[suggest:{line.Length}]", line)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words, string.Join(' ', told.Where(word => !word.StartsWith('-') && !word.StartsWith('/'))));
    }

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData("clients --real-time-scan st", "stopped")]
    [InlineData("summ", "summary")]
    public async Task A_shell_completes_with_the_script(string line, string word)
    {
        await File.WriteAllTextAsync(_folder.File("script"), $"""
            source <({FleetProcess.Executable} completion bash)
            COMP_LINE="fleet {line}" COMP_POINT={line.Length + 6} COMP_WORDS=({FleetProcess.Executable} {line}) COMP_CWORD={line.Split(' ').Length}
            _fleet
            echo "completed: $COMPREPLY."
            """);
        await using var bash = FleetProcess.StartInShell(_folder.Path, "exec bash script");
        Assert.Contains($"completed: {word}.", await bash.Says("completed: "));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task The_environment_names_the_host_unless_an_option_does()
    {
        await using var shell = FleetProcess.StartInShell(_folder.Path, $"""
            export FLEET_API=http://127.0.0.1:1
            {FleetProcess.Executable} summary; echo "code $?"
            {FleetProcess.Executable} summary --api http://127.0.0.1:2; echo "code $?"
            FLEET_API=nonsense {FleetProcess.Executable} summary; echo "code $?, last"
            """);
        await shell.Ended();
        Assert.Contains("No host answers at http://127.0.0.1:1 ", shell.Output);
        Assert.Contains("No host answers at http://127.0.0.1:2 ", shell.Output);
        Assert.Contains("FLEET_API takes an address such as http://127.0.0.1:5080; 'nonsense' is not that.", shell.Output);
        Assert.Contains("code 2, last", shell.Output);
    }
}
