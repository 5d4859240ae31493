using System.Text.Json.Nodes;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>The schemas of single values.</summary>
internal static class Schemas
{
    /// <summary>A moment.</summary>
    public static OpenApiSchema Time => new() { Type = JsonSchemaType.String, Format = "date-time" };

    /// <summary>Any text.</summary>
    public static OpenApiSchema Text => new() { Type = JsonSchemaType.String };

    /// <summary>A text in a media type of its own. A generated client hands its bytes over as they come: without the format it would read it as JSON, or not at all.</summary>
    public static OpenApiSchema Bytes => new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>True or false.</summary>
    public static OpenApiSchema Flag => new() { Type = JsonSchemaType.Boolean };

    /// <summary>Text of an alphabet.</summary>
    /// <param name="pattern">A regular expression for the whole of it.</param>
    public static OpenApiSchema Matching(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };

    /// <summary>One of some words.</summary>
    public static OpenApiSchema OneOf(IEnumerable<string> words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))] };

    /// <summary>The same words with names for generated clients, which would make <c>Minus_since</c> of one that begins with a sign.</summary>
    /// <param name="words">A choice of words.</param>
    /// <param name="names">One for each.</param>
    public static OpenApiSchema Spelled(this OpenApiSchema words, IReadOnlyList<string> names)
    {
        var values = words.Enum!.Zip(names, JsonNode (word, name) => new JsonObject { ["value"] = word.DeepClone(), ["name"] = name });
        words.Extensions = new Dictionary<string, IOpenApiExtension>
        {
            ["x-enumNames"] = new JsonNodeExtension(new JsonArray([.. names])),
            ["x-ms-enum"] = new JsonNodeExtension(new JsonObject { ["values"] = new JsonArray([.. values]) }),
        };
        return words;
    }

    /// <summary>What the texts of a type are.</summary>
    public static OpenApiSchema Of(IApiText text) => text.Words.Count > 0 ? OneOf(text.Words) : text.Pattern is { } pattern ? Matching(pattern) : Time;

    /// <summary>One of the words of a vocabulary.</summary>
    public static OpenApiSchema Word<T>() where T : struct, Enum => OneOf(Words.All<T>()).Named(SchemaNames.Of(typeof(T)));

    /// <summary>The values of a fact that has few.</summary>
    public static OpenApiSchema Of(FactRow fact) => fact.Values!.IsFlag ? Flag : OneOf(fact.Values.AllWords).Named(fact.Values.Kind);

    /// <summary>The name of an icon.</summary>
    public static OpenApiSchema IconName => OneOf(Icon.All.Select(icon => icon.Name)).Named("IconName");

    /// <summary>A whole number within bounds.</summary>
    public static OpenApiSchema Integer(long least, long? most = null) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = $"{least}", Maximum = most is { } bound ? $"{bound}" : null };

    /// <summary>Any number of one kind of value.</summary>
    public static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    /// <summary>The same, or null.</summary>
    public static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        if (schema.IsNamed())
            return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };
        schema.Type |= JsonSchemaType.Null;
        if (schema.Enum is { } words)
            schema.Enum = [.. words, JsonNullSentinel.JsonNull];
        return schema;
    }

    /// <summary>An object with these members and no others.</summary>
    public static OpenApiSchema Object(string description, IEnumerable<string> required, params (string Name, string Description, OpenApiSchema Schema)[] members)
    {
        foreach (var member in members)
            member.Schema.Description = member.Description;
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Required = required.ToHashSet(),
            Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
            AdditionalPropertiesAllowed = false,
        };
    }
}
