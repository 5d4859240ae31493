using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Http;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>The described events of the stream, held against those that the host sends.</summary>
[Collection(OnSharedHost.Name)]
public sealed class StreamSchemaTests(SharedHost host)
{
    [Fact]
    public async Task Every_event_is_as_described()
    {
        await host.Http.Reported("stream-1", 1, "{}");
        await host.Http.Reported("stream-1", 2, """{"realTimeScan":"disabled","pattern":{"status":"outdated"}}""");
        await using var events = await EventReader.Open(host.Http, "?after=0");
        var changes = 0;
        while (await events.Next() is var (type, data))
        {
            Assert.Empty(host.Document.Schemas.Faults(Data, data));
            changes += type == "icon-change" ? 1 : 0;
            if (type == "caught-up")
                break;
        }

        Assert.True(changes >= 2, "The two changes were not among the events.");
    }

    [Fact]
    public async Task The_example_is_such_a_stream()
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Content.Text("example")!));
        var types = new List<string>();
        await foreach (var item in SseParser.Create(text).EnumerateAsync())
        {
            types.Add(item.EventType);
            Assert.Empty(host.Document.Schemas.Faults(Data, JsonDocument.Parse(item.Data).RootElement));
        }

        Assert.Equal(["icon-change", "caught-up"], types);
    }

    private JsonElement Data => Content.GetProperty("schema").GetProperty("contentSchema");

    private JsonElement Content => host.Document.Operations.Single(operation => operation.Path == "/v1/icon-changes")
        .Described.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("text/event-stream");
}
