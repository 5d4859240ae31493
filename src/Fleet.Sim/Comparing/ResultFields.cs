using System.Globalization;
using System.Text.Json;

namespace Fleet.Sim.Comparing;

/// <summary>A result's file, member by member; what is not as a result has it is told with the file and the member.</summary>
internal sealed class ResultFields
{
    private readonly JsonElement _root;

    private ResultFields(string file, JsonElement root) => (File, _root) = (file, root);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is no JSON object.</exception>
    public static ResultFields Open(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllText(file));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ResultFields(file, document.RootElement.Clone())
                : throw new IOException($"{file} is no result of fleet-sim: it is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new IOException($"{file} is no result of fleet-sim: it is no JSON (line {e.LineNumber + 1}).", e);
        }
    }

    /// <summary>A number within bounds.</summary>
    /// <exception cref="IOException">It is none.</exception>
    public double Number(string path, double least = 0, double most = double.MaxValue)
    {
        var found = Get(path);
        var value = found.ValueKind == JsonValueKind.Number ? found.GetDouble() : throw Wrong($"{path} is {found.GetRawText()}, which is no number");
        return value >= least && value <= most ? value : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{path} is {value}, which cannot be"));
    }

    /// <exception cref="IOException">It is neither true nor false.</exception>
    public bool Flag(string path) => Get(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } found
        ? found.GetBoolean()
        : throw Wrong($"{path} is neither true nor false");

    /// <exception cref="IOException">It is no text.</exception>
    public string Text(string path) => Get(path) is { ValueKind: JsonValueKind.String } found ? found.GetString()! : throw Wrong($"{path} is no text");

    /// <summary>As a person reads it; empty if it is not there, or null.</summary>
    public string Told(string path) => Find(path)?.ToString() ?? "";

    /// <summary>How many members an array has, as a person reads it; 0 if it is not there.</summary>
    public string Members(string path) => (Find(path) is { ValueKind: JsonValueKind.Array } found ? found.GetArrayLength() : 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>This cannot be used, for that reason.</summary>
    public IOException Wrong(string why) => new($"{File} cannot be compared: {why}.");

    private JsonElement Get(string path) => Find(path) ?? throw Wrong($"it is no result of fleet-sim, {path} is missing");

    private JsonElement? Find(string path)
    {
        var found = _root;
        foreach (var name in path.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                return null;
        }

        return found;
    }
}
