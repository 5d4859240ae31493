using System.Text.Json;

namespace Fleet.Host.Commands.Display;

/// <summary>Facts of the API, for people.</summary>
internal static class FactTexts
{
    /// <summary>A fact's name, in the spelling of all words here: <c>real-time-scan</c>.</summary>
    public static string NameOf(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member);

    /// <summary>A fact's value, as it was deserialized.</summary>
    public static string TextOf(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.True } => "yes",
        JsonElement { ValueKind: JsonValueKind.False } => "no",
        JsonElement { ValueKind: JsonValueKind.Object } pattern => Pattern(pattern),
        null => "-",
        _ => value.ToString()!,
    };

    private static string Pattern(JsonElement pattern)
    {
        var status = pattern.GetProperty("status").GetString()!;
        return pattern.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String ? $"{status} ({version})" : status;
    }
}
