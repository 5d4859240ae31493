using System.CommandLine;
using System.Text;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim schema</c>.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<string?>("--out") { Description = "Writes it there; without it, or with -, to standard output.", HelpName = "FILE" };
        var command = new Command("schema", """
            Writes the JSON Schema of scenario files. Editors that know it complete and check a scenario while you write it.

            Examples:
              fleet-sim schema > scenario.schema.json
              fleet-sim schema --out scenario.schema.json
            and as the first line of a scenario:
              # yaml-language-server: $schema=scenario.schema.json
            """)
        {
            file,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(file) is not { } path || path == ResultFile.StandardOutput)
            {
                Console.Out.Write(ScenarioLibrary.Schema);
                return (int)SimExit.Good;
            }

            using var schema = new AtomicFile(path, "--out");
            schema.Stream.Write(Encoding.UTF8.GetBytes(ScenarioLibrary.Schema));
            schema.Complete();
            terminal.Say($"{path}: the JSON Schema of scenarios");
            return (int)SimExit.Good;
        });
        return command;
    }
}
