using System.Text.Json.Serialization.Metadata;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Microsoft.AspNetCore.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>Names the document's schemas: those of types that exist for JSON without the word, those of the fleet without saying so, a part's after its whole's.</summary>
internal static class SchemaNames
{
    private const string Suffix = "Json";
    private const string Prefix = "Fleet";

    /// <summary>The name of a type's schema; null: it has none, as it is a plain value to whoever reads the document. An id is: of one that may be null, generators would make a class.</summary>
    public static string? Of(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null || VocabularySchemas.ConverterOf(type.Type, type.Options) is { Words.Count: 0 } ? null : Of(type.Type);

    /// <summary>The name of a type that has a schema of its own.</summary>
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value);
        // An icon is written as its name; `Icon` is the name of its description.
        if (type == typeof(Icon))
            return "IconName";
        // Each is one of the set.
        if (type == typeof(Conditions))
            return "Condition";
        var name = type.Name.Split('`')[0];
        if (name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name[..^Suffix.Length];
        if (name.StartsWith(Prefix, StringComparison.Ordinal))
            name = name[Prefix.Length..];
        return (type.DeclaringType is { } whole ? Of(whole) : "") + name + string.Concat(type.GenericTypeArguments.Select(Of));
    }
}
