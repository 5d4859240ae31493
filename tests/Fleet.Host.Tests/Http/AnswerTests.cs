using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>What the host writes, its commands and the simulator read with the same types.</summary>
[Collection(OnSharedHost.Name)]
public sealed class AnswerTests(SharedHost host)
{
    [Fact]
    public void Every_answer_is_read_back()
    {
        var answers = from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                      let name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
                      where name is not null
                      from answer in endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                      where answer.ContentTypes.Any(type => type.EndsWith("json", StringComparison.Ordinal))
                      from example in Examples(name, answer.StatusCode)
                      select (answer.Type, Example: example);
        Assert.NotEmpty(answers);
        Assert.All(answers, answer => AssertReadBack(answer.Type!, answer.Example));
    }

    [Fact]
    public void An_icon_change_is_read_back() =>
        AssertReadBack(typeof(IconChangeJson), JsonDocument.Parse(Host.Http.Examples.Events.Split("data: ")[1].Split('\n')[0]).RootElement);

    private IEnumerable<JsonElement> Examples(string? operation, int status)
    {
        var answer = host.Document.Operations.Single(described => described.Described.Text("operationId") == operation).Described
            .GetProperty("responses").GetProperty($"{status}").GetProperty("content").EnumerateObject().Single().Value;
        return answer.TryGetProperty("example", out var one) ? [one] : answer.GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"));
    }

    private static void AssertReadBack(Type type, JsonElement json)
    {
        var read = json.Deserialize(type, ApiJson.Options);
        Assert.Equal(Compact(json), JsonSerializer.Serialize(read, type, ApiJson.Options));
    }

    /// <summary>As it is, without what makes it readable.</summary>
    private static string Compact(JsonElement json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
