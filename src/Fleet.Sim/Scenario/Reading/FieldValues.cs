using System.Collections.Immutable;
using System.Globalization;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads the values that are no mappings.</summary>
internal static class FieldValues
{
    /// <summary>A text that a person chose.</summary>
    public static string Text(PlacedNode node) => Scalar(node) is var text && node is ScalarNode { IsText: true }
        ? text
        : throw node.Place.Error($"YAML takes {text} for a number or the like, and a text is expected here: write \"{text}\"");

    public static string Name(PlacedNode node) => Text(node) is var text && text.Length <= MaxNameLength && GroupName.TryParse(text, out _)
        ? text
        : throw node.Place.Error($"'{Text(node)}' is no name: it takes 1 to {MaxNameLength} characters out of A-Z a-z 0-9 . _ : -");

    public static GroupName Group(PlacedNode node) => GroupName.TryParse(Text(node), out var group)
        ? group
        : throw node.Place.Error($"'{Text(node)}' is no group: it takes {GroupName.Rule}");

    public static int Clients(PlacedNode node) =>
        node is ScalarNode { IsPlain: true } && int.TryParse(Scalar(node), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ScenarioDefinition.MaxClients
            ? count
            : throw node.Place.Error($"'{Scalar(node)}' is no number of clients: it takes 1 to {ScenarioDefinition.MaxClients}");

    public static T Word<T>(PlacedNode node) where T : struct, Enum => Words.TryParse<T>(Scalar(node), out var value)
        ? value
        : throw node.Place.Error($"'{Scalar(node)}' is not known here: {Suggestion.For(Scalar(node), Words.All<T>())}");

    /// <summary>A whole number from 0.</summary>
    public static int Number(PlacedNode node) => node is ScalarNode { IsPlain: true } && int.TryParse(Scalar(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw node.Place.Error($"'{Scalar(node)}' is no number: it takes a whole one, without a sign");

    /// <summary>A number such as 1.5.</summary>
    public static double Factor(PlacedNode node) => node is ScalarNode { IsPlain: true } && double.TryParse(Scalar(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw node.Place.Error($"'{Scalar(node)}' is no factor: it takes a number such as 1.5");

    public static bool Flag(PlacedNode node) => node is ScalarNode { IsPlain: true, Text: "true" or "false" } flag
        ? flag.Text == "true"
        : throw node.Place.Error($"'{Scalar(node)}' is neither true nor false");

    public static ImmutableArray<T> List<T>(PlacedNode node, Func<PlacedNode, T> read) => node is SequenceNode { Items.IsEmpty: false } list
        ? [.. list.Items.Select(read)]
        : throw node.Place.Error("a list of one or more is expected here");

    public static TimeSpan Duration(PlacedNode node) => Units.TryDuration(Scalar(node), out var duration)
        ? duration
        : throw node.Place.Error($"'{Scalar(node)}' is no duration: it takes {Units.DurationRule}{Units.NearestUnit(Scalar(node))}");

    public static Share Share(PlacedNode node) => AnyShare(node) is { PerMillion: <= 1_000_000 } share
        ? share
        : throw node.Place.Error($"'{Scalar(node)}' is more than the whole: it takes 0% to 100%");

    public static Share AnyShare(PlacedNode node) => Units.TryShare(Scalar(node), out var share)
        ? share
        : throw node.Place.Error($"'{Scalar(node)}' is no share: it takes {Units.ShareRule}");

    public static decimal Rate(PlacedNode node) => Units.TryRate(Scalar(node), out var perSecond)
        ? perSecond
        : throw node.Place.Error($"'{Scalar(node)}' is no rate: it takes {Units.RateRule}{Units.NearestUnit(Scalar(node))}");

    public static Timing Timing(PlacedNode node) => Timings.TryParse(Scalar(node), out var timing)
        ? timing
        : throw node.Place.Error($"'{Scalar(node)}' is no timing: it takes {Timings.Rule}{Units.NearestUnit(Scalar(node))}");

    private static string Scalar(PlacedNode node) => node is ScalarNode { Text.Length: > 0 } scalar
        ? scalar.Text
        : throw node.Place.Error("a text is expected here");

    /// <summary>Room for a number after it in an id of 128 characters.</summary>
    private const int MaxNameLength = 100;
}
