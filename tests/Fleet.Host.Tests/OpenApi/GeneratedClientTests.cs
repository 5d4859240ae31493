using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>What generators (NSwag, Kiota, openapi-typescript) need of the document to make a client that people can read.</summary>
[Collection(OnSharedHost.Name)]
public sealed class GeneratedClientTests(SharedHost host)
{
    /// <summary>They would make a type Anonymous4 or Body of one that stands where it is used.</summary>
    [Fact]
    public void Whatever_becomes_a_type_has_a_name_and_stands_once()
    {
        Assert.Empty(Inline(host.Document.Root.GetProperty("paths"), "paths", isTop: false));
        // The words of a member are named by it and by its whole.
        Assert.All(Schemas.SelectMany(schema => Inline(schema.Value, schema.Name, isTop: true)), at => Assert.Contains("/properties/", at, StringComparison.Ordinal));
    }

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
        Assert.All(
            host.Document.Operations.Where(operation => operation.Path.StartsWith("/v1/", StringComparison.Ordinal)).SelectMany(operation => operation.Described.GetProperty("responses").EnumerateObject())
                .Where(response => response.Name[0] is '4' or '5'),
            response => Assert.Equal(
                "#/components/schemas/Problem", response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").Text("$ref")));
    }

    private IEnumerable<JsonProperty> Schemas => host.Document.Root.GetProperty("components").GetProperty("schemas").EnumerateObject();

    /// <summary>Objects, choices and words that have no name; but for a value that may be null, which is a choice of two, and maps.</summary>
    private static IEnumerable<string> Inline(JsonElement node, string at, bool isTop)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany((item, i) => Inline(item, $"{at}[{i}]", isTop: false));
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        var isType = node.TryGetProperty("properties", out var members) && members.ValueKind == JsonValueKind.Object || (node.TryGetProperty("enum", out var words) && words.ValueKind == JsonValueKind.Array)
            || (node.TryGetProperty("oneOf", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.EnumerateArray().Count(choice => !(choice.TryGetProperty("type", out var type) && type.ToString() == "null")) > 1);
        var parts = node.EnumerateObject().Where(part => part.Name is not ("example" or "examples" or "default" or "contentSchema" or "propertyNames"))
            .SelectMany(part => Inline(part.Value, $"{at}/{part.Name}", isTop: false));
        return isType && !isTop ? parts.Prepend(at) : parts;
    }

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => node.EnumerateObject().SelectMany(part => part.Name == "$ref" ? [part.Value.GetString()!] : References(part.Value)),
        _ => [],
    };
}
