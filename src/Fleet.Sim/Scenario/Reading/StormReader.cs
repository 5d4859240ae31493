using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads storms: lines such as <c>- sps-outage: { at: 6h, for: 30m, over: 1m, share: 80% }</c>.</summary>
internal static class StormReader
{
    private const int MaxStorms = 100;

    public static ImmutableArray<Storm> ReadAll(PlacedNode node, TimeSpan duration, ImmutableArray<Population> populations) =>
        FieldValues.List(node, storm => Read(storm, duration, populations)) is { Length: <= MaxStorms } storms
            ? storms
            : throw node.Place.Error($"it takes {MaxStorms} storms at most");

    private static Storm Read(PlacedNode node, TimeSpan duration, ImmutableArray<Population> populations)
    {
        var (kind, body) = KindLine.Read<StormKind>(node, "a storm");
        var times = TimesOf(kind);
        var fields = new MappingFields(body, Words.Of(kind), ["at", .. times, "share", "populations"]);
        TimeSpan Time(string key) => times.Contains(key) ? fields.Required(key, FieldValues.Duration) : TimeSpan.Zero;
        var storm = new Storm(
            kind,
            fields.Required("at", FieldValues.Duration),
            Time("for"),
            Time("over"),
            Time("every"),
            fields.Optional("share", FieldValues.Share, Share.Whole),
            fields.Optional("populations", list => FieldValues.List(list, name => Known(name, populations)), []));
        if (storm.At >= duration)
            throw fields.Required("at").Place.Error("the scenario is over by then");
        if (times.Contains("every") && storm.Every <= TimeSpan.Zero)
            throw fields.Required("every").Place.Error("flaps are more than 0s apart");
        return storm;
    }

    /// <summary>The times that a kind takes beside its beginning.</summary>
    private static string[] TimesOf(StormKind kind) => kind switch
    {
        StormKind.MorningLogin or StormKind.PatternRelease => ["over"],
        StormKind.RoamingFlap => ["for", "every"],
        StormKind.ServerReturn or StormKind.SpsOutage or StormKind.SlowReaders or StormKind.HalfOpen or StormKind.ReImage => ["for", "over"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of storm"),
    };

    /// <summary>The name of a population that there is.</summary>
    public static string Known(PlacedNode node, ImmutableArray<Population> populations)
    {
        var names = populations.Select(p => p.Name).ToList();
        return names.Contains(FieldValues.Text(node))
            ? FieldValues.Text(node)
            : throw node.Place.Error($"there is no population '{FieldValues.Text(node)}': {Suggestion.For(FieldValues.Text(node), names)}");
    }
}
