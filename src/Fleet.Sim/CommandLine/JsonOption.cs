using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Sim.Report;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--json FILE</c> of a command with a result of its own.</summary>
internal sealed class JsonOption
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly OutputOption _file = new("--json", "Writes the result as JSON;");

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Writes a result, if one was asked for.</summary>
    public void Write<T>(ParseResult parsed, Func<T> result)
    {
        if (parsed.GetValue(_file) is { } path)
            ResultFile.WriteText(path, JsonSerializer.Serialize(result(), Form) + "\n", _file.Name);
    }
}
