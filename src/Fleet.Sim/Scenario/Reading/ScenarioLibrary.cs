using System.Reflection;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Finds scenarios: those that ship inside the executable, by name, and all others by file.</summary>
public static class ScenarioLibrary
{
    private const string Prefix = "scenarios/";
    private const string Suffix = ".yaml";

    /// <summary>More than this is no scenario.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>The names of those that ship, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The JSON Schema of scenario files, for editors; the reader itself is stricter and says more.</summary>
    public static string Schema { get; } = Resource("scenario.schema.json")!;

    /// <summary>The text of one that ships.</summary>
    /// <exception cref="ScenarioException">There is none of that name.</exception>
    public static string TextOf(string name) => Resource(Prefix + name + Suffix)
        ?? throw new ScenarioException($"There is no file and no scenario '{name}': {Suggestion.For(name, Names)}");

    /// <summary>Reads the file of that path or, if there is none, the shipped scenario of that name.</summary>
    /// <exception cref="ScenarioException">It cannot be found or read.</exception>
    public static ScenarioDefinition Load(string fileOrName)
    {
        if (!File.Exists(fileOrName))
            return ScenarioReader.Read(TextOf(fileOrName), fileOrName + Suffix);
        try
        {
            return new FileInfo(fileOrName).Length <= MaxBytes
                ? ScenarioReader.Read(Utf8Text.Of(File.ReadAllBytes(fileOrName), fileOrName), fileOrName)
                : throw new ScenarioException($"{fileOrName} has more than {MaxBytes} bytes: that is no scenario.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{fileOrName} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static string? Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
