using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Fleet.Sim.CommandLine;

/// <summary>The help: of a command everything, and a sentence of each in the list of all.</summary>
internal sealed class CommandHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Has a command line shown like this.</summary>
    public static void Use(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new CommandHelp((HelpAction)option.Action!);
    }

    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        // The command line is built anew for every process, so nobody sees what is cut here.
        foreach (var command in parseResult.CommandResult.Command.Subcommands)
            command.Description = FirstSentence(command.Description!);
        return help.Invoke(parseResult);
    }

    private static string FirstSentence(string description) => description.ReplaceLineEndings(" ").Split(". ", 2)[0].Split(':', 2)[0].TrimEnd('.') + ".";
}
