using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record PlacedNode(Place Place);

/// <summary>A word, a number, a text: its meaning depends on where it stands.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Text">Its characters.</param>
/// <param name="IsPlain">It stands without quotes: YAML takes it for a number, say, if it looks like one.</param>
internal sealed partial record ScalarNode(Place Place, string Text, bool IsPlain) : PlacedNode(Place)
{
    /// <summary>YAML, and with it an editor that knows the schema, takes it for a text (YAML 1.2, 10.3.2).</summary>
    public bool IsText => !IsPlain || !NoText().IsMatch(Text);

    [GeneratedRegex(@"^(null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NoText();
}

/// <summary>A list.</summary>
internal sealed record SequenceNode(Place Place, ImmutableArray<PlacedNode> Items) : PlacedNode(Place);

/// <summary>Keys with their values, in the order of the file.</summary>
internal sealed record MappingNode(Place Place, ImmutableArray<(ScalarNode Key, PlacedNode Value)> Entries) : PlacedNode(Place);

/// <summary>A place in a file; line and column count from 1.</summary>
internal readonly record struct Place(string File, long Line, long Column)
{
    /// <summary>An error at this place.</summary>
    public ScenarioException Error(string message) => new($"{File}:{Line}:{Column}: {message}");
}
