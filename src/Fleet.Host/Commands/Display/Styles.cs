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

    /// <summary>The conditions that the icons' drawings show in red; the others are amber.</summary>
    private const Conditions Grave = Core.Vocabulary.Conditions.RealTimeScanStopped | Core.Vocabulary.Conditions.WebReputationUnreachable | Core.Vocabulary.Conditions.SmartProtectionUnreachable;

    /// <summary>The word of a client's connection, in the look of what needs somebody's action: a client that is online can be as unprotected as one that is not.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="conditions">All that hold for the client.</param>
    public static StyledText Connection(Connection connection, IEnumerable<Conditions> conditions) => Marked(Core.Vocabulary.Words.Of(connection), All(conditions));

    /// <summary>Words of conditions; a dash for none.</summary>
    public static StyledText Conditions(IEnumerable<Conditions> conditions) =>
        All(conditions) is var all && all == Core.Vocabulary.Conditions.None ? Nothing : Marked(string.Join(", ", Core.Vocabulary.Words.OfEach(all)), all) with { Mark = "" };

    /// <summary>Some words; a dash for none.</summary>
    public static StyledText Words(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } all ? all : Nothing;

    /// <summary>An icon's name, in the look of what it shows; null: the client did not count.</summary>
    public static StyledText Icon(Icon? icon) => icon is null ? Nothing : Marked(icon.Name, icon.ShownConditions);

    /// <summary>Where something else might stand.</summary>
    public static StyledText Nothing { get; } = new("-", Quiet);

    private static Conditions All(IEnumerable<Conditions> conditions) => conditions.Aggregate(Core.Vocabulary.Conditions.None, (all, one) => all | one);

    private static StyledText Marked(string text, Conditions conditions) =>
        conditions == Core.Vocabulary.Conditions.None ? new(text, new Style(Color.Green))
        : (conditions & Grave) == 0 ? new(text, new Style(Color.Olive), " !")
        : new(text, new Style(Color.Maroon), " !!");
}
