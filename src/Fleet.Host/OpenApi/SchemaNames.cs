using System.Text.Json.Serialization.Metadata;
using Fleet.Core.Icons;
using Microsoft.AspNetCore.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>Names the document's schemas: those of types that exist for JSON without the word, a part's behind its whole's.</summary>
internal static class SchemaNames
{
    private const string Suffix = "Json";

    public static string? Of(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : Of(type.Type);

    private static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value);
        // An icon is written as its name; `Icon` is the name of its description.
        if (type == typeof(Icon))
            return "IconName";
        var name = type.Name.Split('`')[0];
        if (name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name[..^Suffix.Length];
        return (type.DeclaringType is { } whole ? Of(whole) : "") + name + string.Concat(type.GenericTypeArguments.Select(Of));
    }
}
