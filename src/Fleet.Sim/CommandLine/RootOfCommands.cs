using System.CommandLine;

namespace Fleet.Sim.CommandLine;

/// <summary>The whole command line.</summary>
internal static class RootOfCommands
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("""
            Drives a fleet of virtual clients against a Fleet server, and proves the server right.
            """ + ExitCodes.All)
        {
            DemoCommand.Create(terminal),
            RunCommand.Create(terminal),
            CapacityCommand.Create(terminal),
            WorkerCommand.Create(terminal),
            CompareCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            RecordCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            StoryCommand.Create(terminal),
            SchemaCommand.Create(terminal),
        };
        foreach (var command in root.Subcommands)
            OptionRules.Guard(command);
        CommandHelp.Use(root);
        return root;
    }
}
