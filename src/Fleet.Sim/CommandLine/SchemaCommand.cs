using System.CommandLine;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim schema</c>.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new OutputOption("--out", "Writes it there and not to standard output;");
        var command = new Command("schema", """
            Writes the JSON Schema of scenario files. Editors that know it complete and check a scenario while you write it.

            Examples:
              fleet-sim schema > scenario.schema.json
              fleet-sim schema --out scenario.schema.json
            and as the first line of a scenario:
              # yaml-language-server: $schema=scenario.schema.json
            """ + ExitCodes.Of())
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file) ?? AtomicFile.StandardOutput;
            ResultFile.WriteText(path, ScenarioLibrary.Schema, file.Name);
            if (path != AtomicFile.StandardOutput)
                terminal.Say($"{path}: the JSON Schema of scenarios");
            return (int)SimExit.Good;
        });
        return command;
    }
}
