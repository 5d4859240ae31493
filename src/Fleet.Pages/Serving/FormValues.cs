using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Serving;

/// <summary>Makes of a form the body that the API takes. What is no number where one is wanted goes there as it was written, to be refused by name.</summary>
internal static class FormValues
{
    /// <summary>Puts a member into an object, where anything was filled in.</summary>
    public static JsonObject Put(this JsonObject into, string member, JsonNode? value)
    {
        if (value is not null && value is not JsonObject { Count: 0 })
            into[member] = value;
        return into;
    }

    /// <summary>A text; null: nothing was filled in.</summary>
    public static JsonNode? Text(this IFormCollection form, string field) => TextOf(form[field].ToString());

    /// <summary>A number.</summary>
    public static JsonNode? Number(this IFormCollection form, string field) => NumberOf(form[field].ToString().Trim());

    /// <summary>A text; null: there is none.</summary>
    public static JsonNode? TextOf(string text) => text.Trim() is { Length: > 0 } said ? JsonValue.Create(said) : null;

    /// <summary>Words with blanks, commas or ends of lines between them.</summary>
    public static string[] Words(string text) => text.Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same; null: there are none.</summary>
    public static JsonNode? WordsOf(string text) => Words(text) is { Length: > 0 } words ? new JsonArray([.. words.Select(word => JsonValue.Create(word))]) : null;

    /// <summary>A number, as it was written.</summary>
    public static JsonNode? NumberOf(string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number)
        : JsonValue.Create(text);

    /// <summary>As it is sent.</summary>
    public static ReadOnlyMemory<byte> Bytes(this JsonObject body) => JsonSerializer.SerializeToUtf8Bytes(body);
}
