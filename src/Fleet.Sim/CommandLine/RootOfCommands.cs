using System.CommandLine;

namespace Fleet.Sim.CommandLine;

/// <summary>The whole command line.</summary>
internal static class RootOfCommands
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("""
            Drives a fleet of virtual clients against a Fleet server, and proves the server right.

            Exit codes: 0 good, 1 unexpected error, 2 bad usage, 3 objective missed, 4 generator overtaxed, 5 server differs from the oracle,
            6 replay diverged, 7 server unreachable, 8 worse than before, 9 not settled, 130 interrupted.
            """)
        {
            DemoCommand.Create(terminal),
            RunCommand.Create(terminal),
            CapacityCommand.Create(terminal),
            CompareCommand.Create(terminal),
            GenerateCommand.Create(terminal),
            RecordCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            SchemaCommand.Create(terminal),
        };
        foreach (var command in root.Subcommands)
            OptionRules.Guard(command);
        return root;
    }
}
