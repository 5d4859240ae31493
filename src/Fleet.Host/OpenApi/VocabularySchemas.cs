using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>Completes schemas by what only our own converters know: the words of a vocabulary, the alphabet of ids, the form of times.</summary>
internal sealed class VocabularySchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if (ConverterOf(type.Type, type.Options) is { } converter)
        {
            var known = converter.Schema;
            (schema.Type, schema.Enum, schema.Pattern, schema.Format) = (known.Type, known.Enum, known.Pattern, known.Format);
            if (Nullable.GetUnderlyingType(type.Type) is not null && SchemaNames.Of(type) is null)
                Schemas.OrNull(schema);
        }

        if (type is { Kind: JsonTypeInfoKind.Dictionary, KeyType: { } key } && ConverterOf(key, type.Options) is { } keys)
            schema.PropertyNames = keys.Schema;
        if (type.Kind == JsonTypeInfoKind.Object)
            schema.Required = type.Properties.Where(member => !MayBeAbsent(member)).Select(member => member.Name).ToHashSet();
        return Task.CompletedTask;
    }

    private static IHasSchema? ConverterOf(Type type, JsonSerializerOptions options) => options.GetConverter(Nullable.GetUnderlyingType(type) ?? type) as IHasSchema;

    private static bool MayBeAbsent(JsonPropertyInfo member) =>
        member.AttributeProvider is MemberInfo declared && declared.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull;
}
