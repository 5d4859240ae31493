using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>Walks through one JSON object of a line. What is wrong is a <see cref="FormatException"/> that says what is taken.</summary>
internal static class LineFields
{
    public static void Begin(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new FormatException("no object");
    }

    /// <summary>Goes on to the next member's name; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader json)
    {
        if (!json.Read())
            throw new FormatException("the line is cut off");
        return json.TokenType == JsonTokenType.PropertyName;
    }

    public static void End(ref Utf8JsonReader json)
    {
        if (json.Read())
            throw new FormatException("more than one object");
    }

    public static void Expect(ref Utf8JsonReader json, JsonTokenType type, string name, string takes)
    {
        if (!json.Read() || json.TokenType != type)
            throw new FormatException($"{name} takes {takes}");
    }

    public static long Integer(ref Utf8JsonReader json, string name, long least, long most)
    {
        Expect(ref json, JsonTokenType.Number, name, "a whole number");
        return json.TryGetInt64(out var value) && value >= least && value <= most
            ? value
            : throw new FormatException(most == long.MaxValue ? $"{name} takes a whole number, {least} or more" : $"{name} takes a whole number, {least} to {most}");
    }

    public static T Word<T>(ref Utf8JsonReader json, string name) where T : struct, Enum =>
        Words.TryParse<T>(Text(ref json, name), out var value) ? value : throw Takes(name, Words.All<T>());

    /// <summary>One of few values, by its number.</summary>
    public static int Number(ref Utf8JsonReader json, string name, FewValues values) =>
        values.IsFlag ? FactNumbers.NumberOf(Flag(ref json, name))
        : values.NumberOf(Text(ref json, name)) is > 0 and var number ? number
        : throw Takes(name, values.AllWords);

    public static GroupName Group(ref Utf8JsonReader json, string name)
    {
        Expect(ref json, JsonTokenType.String, name, "text");
        return GroupName.TryParse(json.GetString(), out var group) ? group : throw new FormatException($"{name} takes {GroupName.Rule}");
    }

    public static FormatException Unknown(ref Utf8JsonReader json) => new($"'{json.GetString()}' is no member that stands here");

    private static string? Text(ref Utf8JsonReader json, string name)
    {
        Expect(ref json, JsonTokenType.String, name, "a word");
        return json.GetString();
    }

    private static bool Flag(ref Utf8JsonReader json, string name) =>
        json.Read() && json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? json.GetBoolean()
            : throw new FormatException($"{name} takes true or false");

    private static FormatException Takes(string name, IEnumerable<string> words) => new($"{name} takes {string.Join(", ", words)}");
}
