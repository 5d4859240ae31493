using System.Collections.Immutable;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record PlacedNode(Place Place);

/// <summary>A word, a number, a text: its meaning depends on where it stands.</summary>
internal sealed record ScalarNode(Place Place, string Text) : PlacedNode(Place);

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
