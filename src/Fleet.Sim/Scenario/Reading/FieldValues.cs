using System.Collections.Immutable;
using System.Globalization;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads the values that are no mappings.</summary>
internal static class FieldValues
{
    public static string Text(PlacedNode node) => node is ScalarNode { Text.Length: > 0 } scalar
        ? scalar.Text
        : throw node.Place.Error("a text is expected here");

    public static string Name(PlacedNode node) => Text(node) is var text && text.Length <= MaxNameLength && GroupName.TryParse(text, out _)
        ? text
        : throw node.Place.Error($"'{Text(node)}' is no name: it takes 1 to {MaxNameLength} characters out of A-Z a-z 0-9 . _ : -");

    public static GroupName Group(PlacedNode node) => GroupName.TryParse(Text(node), out var group)
        ? group
        : throw node.Place.Error($"'{Text(node)}' is no group: it takes {GroupName.Rule}");

    public static int Clients(PlacedNode node) =>
        int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ScenarioDefinition.MaxClients
            ? count
            : throw node.Place.Error($"'{Text(node)}' is no number of clients: it takes 1 to {ScenarioDefinition.MaxClients}");

    public static T Word<T>(PlacedNode node) where T : struct, Enum => Words.TryParse<T>(Text(node), out var value)
        ? value
        : throw node.Place.Error($"'{Text(node)}' is not known here: {Suggestion.For(Text(node), Words.All<T>())}");

    public static ImmutableArray<T> List<T>(PlacedNode node, Func<PlacedNode, T> read) => node is SequenceNode { Items.IsEmpty: false } list
        ? [.. list.Items.Select(read)]
        : throw node.Place.Error("a list of one or more is expected here");

    public static TimeSpan Duration(PlacedNode node) => Units.TryDuration(Text(node), out var duration)
        ? duration
        : throw node.Place.Error($"'{Text(node)}' is no duration: it takes {Units.DurationRule}{Units.NearestUnit(Text(node))}");

    public static Share Share(PlacedNode node) => AnyShare(node) is { PerMillion: <= 1_000_000 } share
        ? share
        : throw node.Place.Error($"'{Text(node)}' is more than the whole: it takes 0% to 100%");

    public static Share AnyShare(PlacedNode node) => Units.TryShare(Text(node), out var share)
        ? share
        : throw node.Place.Error($"'{Text(node)}' is no share: it takes {Units.ShareRule}");

    public static decimal Rate(PlacedNode node) => Units.TryRate(Text(node), out var perSecond)
        ? perSecond
        : throw node.Place.Error($"'{Text(node)}' is no rate: it takes {Units.RateRule}{Units.NearestUnit(Text(node))}");

    public static Timing Timing(PlacedNode node) => Timings.TryParse(Text(node), out var timing)
        ? timing
        : throw node.Place.Error($"'{Text(node)}' is no timing: it takes {Timings.Rule}{Units.NearestUnit(Text(node))}");

    /// <summary>Room for a number behind it in an id of 128 characters.</summary>
    private const int MaxNameLength = 100;
}
