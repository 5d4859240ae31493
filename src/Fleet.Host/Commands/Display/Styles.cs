using Fleet.Core.Vocabulary;
using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>What stands out, and what stands back. Never the only sign: a terminal may have no colours.</summary>
/// <remarks>The dark half of the sixteen: every theme keeps those readable on its background, and bright yellow on white is not.</remarks>
internal static class Styles
{
    public static Style Title { get; } = new(decoration: Decoration.Bold);

    public static Style Quiet { get; } = new(decoration: Decoration.Dim);

    private static Style Warning { get; } = new(Color.Olive);

    /// <summary>A word of <see cref="Core.Vocabulary.Connection"/>.</summary>
    public static StyledText Connection(string word) => new(word, word switch
    {
        "online" => new Style(Color.Green),
        "offline" => new Style(Color.Maroon),
        "roaming" => new Style(Color.Teal),
        _ => null,
    });

    /// <summary>Words of conditions; a dash for none.</summary>
    public static StyledText Conditions(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } all ? new StyledText(all, Warning) : Nothing;

    /// <summary>An icon's name, in the look of its connection; null: the client did not count.</summary>
    public static StyledText Icon(string? name) => name is null ? Nothing
        : Core.Icons.Icon.TryParse(name, out var icon) ? Connection(Words.Of(icon.Connection)) with { Text = name }
        : name;

    /// <summary>Where something else might stand.</summary>
    public static StyledText Nothing { get; } = new("-", Quiet);
}
