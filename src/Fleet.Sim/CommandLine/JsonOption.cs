using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Sim.Recording;
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

    private readonly Option<string?> _file = new("--json") { Description = "Writes the result as JSON; - is standard output.", HelpName = "FILE" };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Looks, before anything long begins, whether there is a place to write to.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public void EnsurePlace(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } path && path != ResultFile.StandardOutput)
            AtomicFile.EnsurePlace(path, _file.Name);
    }

    /// <summary>Writes a result, if one was asked for.</summary>
    public void Write<T>(ParseResult parsed, Func<T> result)
    {
        if (parsed.GetValue(_file) is not { } path)
            return;
        if (path == ResultFile.StandardOutput)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result(), Form));
            return;
        }

        using var file = new AtomicFile(path, _file.Name);
        JsonSerializer.Serialize(file.Stream, result(), Form);
        file.Complete();
    }
}
