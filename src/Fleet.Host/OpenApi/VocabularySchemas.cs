using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fleet.Core.Icons;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>Completes schemas by what only our own converters know: the words of a vocabulary, the alphabet of ids, the form of times.</summary>
internal sealed class VocabularySchemas : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        if (ConverterOf(type.Type, type.Options) is { } converter)
        {
            var known = Schemas.Of(converter);
            (schema.Type, schema.Enum, schema.Pattern, schema.Format) = (known.Type, known.Enum, known.Pattern, known.Format);
            if (Nullable.GetUnderlyingType(type.Type) is not null && SchemaNames.Of(type) is null)
                Schemas.OrNull(schema);
        }

        if (type is { Kind: JsonTypeInfoKind.Dictionary, KeyType: { } key } && ConverterOf(key, type.Options) is { } keys)
            schema.PropertyNames = Schemas.Of(keys);
        // The framework knows nothing of a value that a converter of ours writes, and says nothing of lists and maps of them.
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item } && ConverterOf(item, type.Options) is not null)
            schema.Items = await context.GetOrCreateSchemaAsync(item, cancellationToken: cancellationToken);
        if (type is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } value } && ConverterOf(value, type.Options) is not null)
            schema.AdditionalProperties = await context.GetOrCreateSchemaAsync(value, cancellationToken: cancellationToken);
        if (type.Kind == JsonTypeInfoKind.Object)
            Complete(schema, type);
    }

    private static void Complete(OpenApiSchema schema, JsonTypeInfo type)
    {
        schema.Required = type.Properties.Where(member => !member.IsExtensionData && !MayBeAbsent(member)).Select(member => member.Name).ToHashSet();
        // What stands among the other members of an answer are facts.
        foreach (var fact in ClientStatus.UnshownFacts.Where(_ => type.Properties.Any(member => member.IsExtensionData)))
            schema.Properties![fact.Name] = type.Type == typeof(OriginsJson) ? new OpenApiSchema { Type = JsonSchemaType.Object } : Schemas.Of(fact);
        // The framework takes what is only read for nullable.
        foreach (var member in type.Properties.Where(member => !member.IsExtensionData && !member.IsGetNullable))
        {
            if (schema.Properties![member.Name] is OpenApiSchema { Type: { } types } known)
                known.Type = types & ~JsonSchemaType.Null;
        }
    }

    /// <summary>What writes a type, if that is ours.</summary>
    public static IApiText? ConverterOf(Type type, JsonSerializerOptions options) => options.GetConverter(Nullable.GetUnderlyingType(type) ?? type) as IApiText;

    private static bool MayBeAbsent(JsonPropertyInfo member) =>
        member.AttributeProvider is MemberInfo declared && declared.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull;
}
