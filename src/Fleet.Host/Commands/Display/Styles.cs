using Fleet.Core.Icons;
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

    /// <summary>The word of a connection.</summary>
    public static StyledText Connection(Connection connection) => new(Words.Of(connection), new Style(connection switch
    {
        Core.Vocabulary.Connection.Online => Color.Green,
        Core.Vocabulary.Connection.Offline => Color.Maroon,
        _ => Color.Teal,
    }));

    /// <summary>Words of conditions; a dash for none.</summary>
    public static StyledText Conditions(IEnumerable<Conditions> conditions) =>
        string.Join(", ", conditions.Select(Words.Of)) is { Length: > 0 } all ? new StyledText(all, Warning) : Nothing;

    /// <summary>An icon's name, in the look of its connection; null: the client did not count.</summary>
    public static StyledText Icon(Icon? icon) => icon is null ? Nothing : Connection(icon.Connection) with { Text = icon.Name };

    /// <summary>Where something else might stand.</summary>
    public static StyledText Nothing { get; } = new("-", Quiet);
}
