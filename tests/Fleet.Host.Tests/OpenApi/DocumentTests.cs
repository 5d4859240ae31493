using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

[Collection(OnSharedHost.Name)]
public sealed class DocumentTests(SharedHost host)
{
    [Fact]
    public void Every_address_of_the_API_is_described_and_no_other()
    {
        var mapped = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        var described = Operations.Select(operation => operation.ToString()).Where(operation => operation.Contains(" /v1/", StringComparison.Ordinal));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task The_addresses_beside_the_API_are_described_too(string path)
    {
        Assert.Contains(Operations, operation => operation.Path == path);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public void Everything_is_explained()
    {
        Assert.Equal(Operations.Count, Operations.Select(operation => operation.Described.Text("operationId")).Distinct().Count());
        Assert.All(Operations, operation =>
        {
            Assert.NotEmpty(operation.Described.Text("summary")!);
            Assert.NotEmpty(operation.Described.Text("description")!);
            Assert.Single(operation.Described.GetProperty("tags").EnumerateArray());
            Assert.All(operation.Parameters, parameter => Assert.NotEmpty(parameter.Text("description")!));
            Assert.All(operation.Described.GetProperty("responses").EnumerateObject(), response => Assert.NotEmpty(response.Value.Text("description")!));
        });
        var info = host.Document.Root.GetProperty("info");
        Assert.Equal("Fleet HTTP API", info.Text("title"));
        Assert.Equal("Apache-2.0", info.GetProperty("license").Text("identifier"));
        Assert.NotEmpty(info.Text("version")!);
    }

    [Fact]
    public void Every_answer_in_JSON_has_examples_that_are_as_its_schema_says()
    {
        var contents = Operations.SelectMany(operation => operation.Described.GetProperty("responses").EnumerateObject())
            .Where(response => response.Value.TryGetProperty("content", out _))
            .SelectMany(response => response.Value.GetProperty("content").EnumerateObject())
            .Where(content => content.Name.EndsWith("json", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(contents);
        Assert.All(contents, content =>
        {
            var examples = ExamplesOf(content.Value).ToList();
            Assert.NotEmpty(examples);
            Assert.Empty(examples.SelectMany(example => host.Document.Schemas.Faults(content.Value.GetProperty("schema"), example)));
        });
    }

    private IReadOnlyList<Operation> Operations => host.Document.Operations;

    private static IEnumerable<JsonElement> ExamplesOf(JsonElement content) =>
        content.TryGetProperty("example", out var one) ? [one]
        : content.TryGetProperty("examples", out var several) ? several.EnumerateObject().Select(example => example.Value.GetProperty("value"))
        : [];
}
