using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>
/// Puts the schemas that bear a name beside the addresses, each once. A client that is generated from the document has a type for each,
/// of that name; of a schema that stands where it is used, generators make a type <c>Anonymous4</c> or <c>Body</c>, another one in each place.
/// </summary>
internal static class NamedSchemas
{
    private const string Name = "fleet-name";

    /// <summary>The same schema with a name.</summary>
    public static OpenApiSchema Named(this OpenApiSchema schema, string name)
    {
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata[Name] = name;
        return schema;
    }

    /// <summary>Whether it has one.</summary>
    public static bool IsNamed(this OpenApiSchema schema) => schema.Metadata?.ContainsKey(Name) == true;

    /// <summary>Moves them.</summary>
    public static void MoveIn(OpenApiDocument api)
    {
        foreach (var operation in api.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Schema = Moved(api, parameter.Schema);
            var contents = (operation.Responses ?? []).Values.Select(response => response.Content).Append(operation.RequestBody?.Content).OfType<IDictionary<string, OpenApiMediaType>>();
            foreach (var content in contents.SelectMany(content => content.Values))
                content.Schema = Moved(api, content.Schema);
        }
    }

    /// <summary>A schema that others may hold, too, stays as it is: its parts are changed in a copy.</summary>
    private static IOpenApiSchema? Moved(OpenApiDocument api, IOpenApiSchema? schema)
    {
        if (schema is not OpenApiSchema)
            return schema;
        var copy = (OpenApiSchema)schema.CreateShallowCopy();
        copy.Items = Moved(api, copy.Items);
        copy.AdditionalProperties = Moved(api, copy.AdditionalProperties);
        copy.ContentSchema = Moved(api, copy.ContentSchema);
        copy.OneOf = copy.OneOf?.Select(one => Moved(api, one)!).ToList();
        copy.Properties = copy.Properties?.ToDictionary(member => member.Key, member => Moved(api, member.Value)!);
        if (copy.Metadata?.TryGetValue(Name, out var name) != true)
            return copy;
        var reference = new OpenApiSchemaReference((string)name!, api);
        if (copy.Enum is not null)
            (reference.Description, copy.Description) = (copy.Description, null);
        if (api.Components?.Schemas?.ContainsKey((string)name!) != true)
            api.AddComponent((string)name!, (IOpenApiSchema)copy);
        return reference;
    }
}
