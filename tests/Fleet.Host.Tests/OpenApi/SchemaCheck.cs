using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Testing;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>Holds values against schemas of a document. Stricter than JSON Schema: what is not described is a fault, and so is a keyword not known here.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What is wrong with a value; nothing: it is as described.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("properties", out _) && value.ValueKind == JsonValueKind.Object)
            return schema.EnumerateObject().SelectMany(rule => Faults(rule, value, at)).Concat(Undescribed(schema, value, at));
        return schema.EnumerateObject().SelectMany(rule => Faults(rule, value, at));
    }

    /// <summary>The schema itself, if it is only referred to.</summary>
    public JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) ? Resolve(reference.GetString()!) : schema;

    private IEnumerable<string> Faults(JsonProperty rule, JsonElement value, string at)
    {
        var takes = rule.Value;
        return rule.Name switch
        {
            "$ref" => Faults(Resolve(takes.GetString()!), value, at),
            "oneOf" => Expect(takes.EnumerateArray().Count(one => !Faults(one, value, at).Any()) == 1),
            "type" => Expect((takes.ValueKind == JsonValueKind.Array ? takes.EnumerateArray().ToList() : [takes]).Exists(type => Is(type.GetString()!, value))),
            "enum" => Expect(takes.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))),
            "pattern" => Expect(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, takes.GetString()!, RegexOptions.None, Patience.Long)),
            "minLength" => Expect(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= takes.GetInt32()),
            "maxLength" => Expect(value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= takes.GetInt32()),
            "minimum" => Expect(value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= takes.GetDecimal()),
            "maximum" => Expect(value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= takes.GetDecimal()),
            "format" => Expect(takes.GetString() != "date-time" || value.ValueKind != JsonValueKind.String || IsTime(value.GetString()!)),
            "items" => value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().SelectMany((item, i) => Faults(takes, item, $"{at}[{i}]")),
            "required" => value.ValueKind != JsonValueKind.Object ? []
                : takes.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}.{name} is missing"),
            "minProperties" => Expect(value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= takes.GetInt32()),
            "maxProperties" => Expect(value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() <= takes.GetInt32()),
            "dependentRequired" => takes.EnumerateObject().Where(member => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member.Name, out _))
                .SelectMany(member => member.Value.EnumerateArray()).Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}.{name} is missing"),
            "properties" => value.ValueKind != JsonValueKind.Object ? []
                : value.EnumerateObject().SelectMany(member => takes.TryGetProperty(member.Name, out var schema) ? Faults(schema, member.Value, $"{at}.{member.Name}") : []),
            "additionalProperties" => value.ValueKind != JsonValueKind.Object || takes.ValueKind != JsonValueKind.Object ? []
                : value.EnumerateObject().SelectMany(member => Faults(takes, member.Value, $"{at}.{member.Name}")),
            "propertyNames" => value.ValueKind != JsonValueKind.Object ? []
                : value.EnumerateObject().SelectMany(member => Faults(takes, JsonSerializer.SerializeToElement(member.Name), $"{at}.{member.Name}")),
            "description" or "default" or "x-ms-primary-error-message" or "x-enumNames" or "x-ms-enum" or "examples" or "contentMediaType" or "contentSchema" => [],
            _ => [$"{at}: the document has the keyword {rule.Name}, which is not checked"],
        };

        IEnumerable<string> Expect(bool holds) => holds ? [] : [$"{at} is {value.GetRawText()}, but {rule.Name} is {takes.GetRawText()}"];
    }

    private static IEnumerable<string> Undescribed(JsonElement schema, JsonElement value, string at) =>
        value.EnumerateObject().Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{at}.{member.Name} is not described");

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type that is not checked"),
    };

    private static bool IsTime(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && Regex.IsMatch(text, "(Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.ExplicitCapture, Patience.Long)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (element, name) => element.GetProperty(name));
}
