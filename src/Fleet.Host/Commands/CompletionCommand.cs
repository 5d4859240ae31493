using System.CommandLine;
using Fleet.Host.Commands.Display;

namespace Fleet.Host.Commands;

/// <summary><c>fleet completion</c>: has a shell ask this executable what may stand where the cursor is.</summary>
internal static class CompletionCommand
{
    /// <summary>What System.CommandLine answers: <c>fleet [suggest:POSITION] LINE</c>.</summary>
    private const string Question = "[suggest:";

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _fleet() {
              local line="${COMP_LINE#* }" IFS=$'\n'
              local at=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
              COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$at]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _fleet fleet
            """,
        ["zsh"] = """
            #compdef fleet
            _fleet() {
              local line="${words[2,CURRENT]}"
              compadd -- ${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"}
            }
            compdef _fleet fleet
            """,
        ["fish"] = """
            function __fleet_complete
              set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
              fleet "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c fleet -f -a '(__fleet_complete)'
            """,
    };

    public static Command Create(Screen screen)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", """
            Writes what makes a shell complete commands, options and their words.

            Examples:
              source <(fleet completion bash)
              source <(fleet completion zsh)
              fleet completion fish | source
            """)
        {
            shell,
        };
        command.SetAction(parsed => screen.WriteRaw(Scripts[parsed.GetRequiredValue(shell)] + "\n"));
        return command;
    }

    /// <summary>It is a shell that asks.</summary>
    public static bool IsQuestion(string[] words) => words[0].StartsWith(Question, StringComparison.Ordinal);
}
