using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>
/// What every generator (NSwag, Kiota, openapi-typescript) needs of the document to make a client that people can read. Whether their
/// clients work is tested with the generators themselves: see the folder Generated.
/// </summary>
[Collection(OnSharedHost.Name)]
public sealed class GeneratorRuleTests(SharedHost host)
{
    private const string ProblemSchema = "#/components/schemas/Problem";

    /// <summary>They would make a type Anonymous4, Body or FactsScanMethod of one that stands where it is used.</summary>
    [Fact]
    public void Whatever_becomes_a_type_has_a_name_and_stands_once()
    {
        Assert.Empty(Inline(host.Document.Root.GetProperty("paths"), "paths", isTop: false));
        Assert.Empty(Schemas.SelectMany(schema => Inline(schema.Value, schema.Name, isTop: true)));
    }

    /// <summary>They would make a list of objects, or a type without members.</summary>
    [Fact]
    public void Every_list_and_every_map_says_of_what()
    {
        Assert.Empty(Untold(host.Document.Root.GetProperty("paths"), "paths"));
        Assert.Empty(Schemas.SelectMany(schema => Untold(schema.Value, schema.Name)));
    }

    /// <summary>Not every generator knows a choice of types, and those that do want a member that tells which it is.</summary>
    [Fact]
    public void No_body_is_a_choice_of_types() => Assert.Empty(Schemas.Where(schema => IsChoice(schema.Value)).Select(schema => schema.Name));

    [Fact]
    public void Every_reference_leads_somewhere_and_every_name_is_used()
    {
        var used = References(host.Document.Root).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.All(used, reference => Assert.StartsWith("#/components/schemas/", reference));
        Assert.Equal(Schemas.Select(schema => schema.Name).Order(StringComparer.Ordinal), used.Select(reference => reference.Split('/')[^1]));
    }

    /// <summary>A relative address is none for a client that runs elsewhere.</summary>
    [Fact]
    public void The_server_is_the_address_that_the_document_came_from() =>
        Assert.Equal([host.Http.BaseAddress], host.Document.Root.GetProperty("servers").EnumerateArray().Select(server => new Uri(server.Text("url")!)));

    [Fact]
    public void An_error_says_what_its_detail_says()
    {
        var problem = Schemas.Single(schema => schema.Name == "Problem").Value;
        Assert.True(problem.GetProperty("properties").GetProperty("detail").GetProperty("x-ms-primary-error-message").GetBoolean());
        Assert.All(Responses.Where(response => response.Name[0] is '4' or '5' or 'd'), response => Assert.Equal(ProblemSchema, SchemaOf(response, "application/problem+json").Text("$ref")));
    }

    /// <summary>Else a refusal that any address may meet, and a fault inside the server, would have no type.</summary>
    [Fact]
    public void An_error_that_an_address_does_not_tell_of_is_a_problem_too() =>
        Assert.All(Api, operation => Assert.True(operation.Described.GetProperty("responses").TryGetProperty("default", out _), $"{operation}"));

    /// <summary>They would read it as JSON, or not at all; bytes they hand over as they come.</summary>
    [Fact]
    public void An_answer_that_is_neither_JSON_nor_plain_text_is_bytes()
    {
        var others = Responses.Where(response => response.Value.TryGetProperty("content", out _)).SelectMany(response => response.Value.GetProperty("content").EnumerateObject())
            .Where(content => !content.Name.EndsWith("json", StringComparison.Ordinal) && content.Name != "text/plain").ToList();
        Assert.Equal(4, others.Count);
        Assert.All(others, content => Assert.Equal("binary", content.Value.GetProperty("schema").Text("format")));
    }

    private IEnumerable<Operation> Api => host.Document.Operations.Where(operation => operation.Path.StartsWith("/v1/", StringComparison.Ordinal));

    private IEnumerable<JsonProperty> Responses => Api.SelectMany(operation => operation.Described.GetProperty("responses").EnumerateObject());

    private IEnumerable<JsonProperty> Schemas => host.Document.Root.GetProperty("components").GetProperty("schemas").EnumerateObject();

    private static JsonElement SchemaOf(JsonProperty response, string type) => response.Value.GetProperty("content").GetProperty(type).GetProperty("schema");

    /// <summary>Objects, choices and words that have no name; but for a value that may be null, which is a choice of two, and maps.</summary>
    private static IEnumerable<string> Inline(JsonElement node, string at, bool isTop)
    {
        var isType = Has(node, "properties", JsonValueKind.Object) || Has(node, "enum", JsonValueKind.Array) || IsChoice(node);
        var parts = Parts(node, at).SelectMany(part => Inline(part.Node, part.At, isTop: false));
        return isType && !isTop ? parts.Prepend(at) : parts;
    }

    /// <summary>Lists without items, and objects with neither members nor values.</summary>
    private static IEnumerable<string> Untold(JsonElement node, string at)
    {
        var isUntold = IsOf(node, "array") && !Has(node, "items", JsonValueKind.Object)
            || IsOf(node, "object") && !Has(node, "properties", JsonValueKind.Object) && !Has(node, "additionalProperties", JsonValueKind.Object);
        var parts = Parts(node, at).SelectMany(part => Untold(part.Node, part.At));
        return isUntold ? parts.Prepend(at) : parts;
    }

    /// <summary>What stands in a part of the document; without examples, and without what generators do not read. A default is a value, or the response to all other statuses.</summary>
    private static IEnumerable<(JsonElement Node, string At)> Parts(JsonElement node, string at) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().Select((item, i) => (item, $"{at}[{i}]")),
        JsonValueKind.Object => node.EnumerateObject().Where(part => part.Name is not ("example" or "examples" or "default" or "contentSchema" or "propertyNames")
            || part.Value.ValueKind == JsonValueKind.Object && part.Value.TryGetProperty("content", out _)).Select(part => (part.Value, $"{at}/{part.Name}")),
        _ => [],
    };

    private static bool IsChoice(JsonElement node) => Has(node, "oneOf", JsonValueKind.Array) && node.GetProperty("oneOf").EnumerateArray().Count(choice => !IsOf(choice, "null")) > 1;

    private static bool IsOf(JsonElement schema, string type) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var one)
        && (one.ValueKind == JsonValueKind.Array ? one.EnumerateArray().Any(each => each.ValueEquals(type)) : one.ValueKind == JsonValueKind.String && one.ValueEquals(type));

    private static bool Has(JsonElement node, string name, JsonValueKind kind) => node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var part) && part.ValueKind == kind;

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => node.EnumerateObject().SelectMany(part => part.Name == "$ref" ? [part.Value.GetString()!] : References(part.Value)),
        _ => [],
    };
}
