using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Facts of the API, for people. Which there are, and how they are called, is told by the API's own JSON.</summary>
public static class FactTexts
{
    /// <summary>Each fact of an answer with its JSON; its name in the spelling of all words here: <c>real-time-scan</c>.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Each<T>(T facts) =>
        Json(facts).EnumerateObject().Select(fact => (JsonNamingPolicy.KebabCaseLower.ConvertName(fact.Name), fact.Value));

    /// <summary>As the API has it.</summary>
    public static JsonElement Json<T>(T answer) => JsonSerializer.SerializeToElement(answer, ApiJson.Options);

    /// <summary>A fact's value.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Object => Pattern(value.Deserialize<PatternJson>(ApiJson.Options)!),
        _ => value.ToString(),
    };

    private static string Pattern(PatternJson pattern)
    {
        var status = Words.Of(pattern.Status);
        return pattern.Version is { } version ? $"{status} ({version})" : status;
    }
}
