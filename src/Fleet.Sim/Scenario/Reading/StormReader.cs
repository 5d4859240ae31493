using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads storms: lines such as <c>- sps-outage: { at: 6h, for: 30m, over: 1m, share: 80% }</c>.</summary>
internal static class StormReader
{
    private const int MaxStorms = 100;

    public static ImmutableArray<Storm> ReadAll(Node node, TimeSpan duration, ImmutableArray<Population> populations) =>
        Values.List(node, storm => Read(storm, duration, populations)) is { Length: <= MaxStorms } storms
            ? storms
            : throw node.Place.Error($"it takes {MaxStorms} storms at most");

    private static Storm Read(Node node, TimeSpan duration, ImmutableArray<Population> populations)
    {
        var (kind, body) = OneOf.Read<StormKind>(node, "a storm");
        var times = TimesOf(kind);
        var fields = new Fields(body, Words.Of(kind), ["at", .. times, "share", "populations"]);
        TimeSpan Time(string key) => times.Contains(key) ? fields.Required(key, Values.Duration) : TimeSpan.Zero;
        var storm = new Storm(
            kind,
            fields.Required("at", Values.Duration),
            Time("for"),
            Time("over"),
            Time("every"),
            fields.Optional("share", Values.Share, Share.Whole),
            fields.Optional("populations", list => Values.List(list, name => Known(name, populations)), []));
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
        StormKind.ServerReturn or StormKind.SpsOutage or StormKind.SlowReaders or StormKind.HalfOpen => ["for", "over"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of storm"),
    };

    private static string Known(Node node, ImmutableArray<Population> populations)
    {
        var names = populations.Select(p => p.Name).ToList();
        return names.Contains(Values.Text(node))
            ? Values.Text(node)
            : throw node.Place.Error($"there is no population '{Values.Text(node)}': {Suggestion.For(Values.Text(node), names)}");
    }
}
