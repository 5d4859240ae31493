using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>Facts as the API names and writes them.</summary>
internal static class FactsJson
{
    /// <summary>Every fact, in the order of the vocabulary.</summary>
    public static IReadOnlyList<Fact> All { get; } = [.. Enum.GetValues<Fact>().Where(fact => fact != Fact.None)];

    /// <summary>Facts are named as the members are that tell them.</summary>
    public static string NameOf(Fact fact) => JsonNamingPolicy.CamelCase.ConvertName(fact.ToString());

    /// <summary>A fact's value as a report would tell it.</summary>
    public static object ValueOf(Fact fact, ClientState state) => fact switch
    {
        Fact.ScanMethod => Words.Of(state.ScanMethod),
        Fact.Pattern => new PatternJson(Words.Of(state.Pattern.Status), state.Pattern.Version, state.Pattern.ReleasedAt),
        Fact.RealTimeScan => Words.Of(state.RealTimeScan),
        Fact.SmartProtection => Words.Of(state.SmartProtection),
        Fact.Roaming => state.Roaming,
        Fact.Group => state.Group.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "not a single fact"),
    };
}

/// <summary>The pattern that a client holds.</summary>
internal sealed record PatternJson(string Status, string? Version, DateTimeOffset? ReleasedAt);
