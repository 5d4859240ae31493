using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>The described body of a report, held against what the host takes.</summary>
[Collection(OnSharedHost.Name)]
public sealed class ReportSchemaTests(SharedHost host)
{
    [Theory]
    [InlineData("{S}", true)]
    [InlineData("""{S,"acked":0}""", true)]
    [InlineData("""{S,"acked":-1}""", false)]
    [InlineData("""{S,"acked":null}""", false)]
    [InlineData("""{S,"facts":{}}""", true)]
    [InlineData("""{S,"facts":null}""", false)]
    [InlineData("""{S,"facts":[]}""", false)]
    [InlineData("""{S,"group":"sales"}""", true)]
    [InlineData("""{S,"group":"the sales"}""", false)]
    [InlineData("""{S,"group":""}""", false)]
    [InlineData("""{S,"colour":"red"}""", false)]
    [InlineData("""{S,"facts":{"colour":"red"}}""", false)]
    [InlineData("""{S,"facts":{"scanMethod":"smart","smartProtection":"connected","realTimeScan":"stopped","roaming":true,"group":"a:b"}}""", true)]
    [InlineData("""{S,"facts":{"scanMethod":"Smart"}}""", false)]
    [InlineData("""{S,"facts":{"roaming":"true"}}""", false)]
    [InlineData("""{S,"facts":{"realTimeScan":1}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"status":"outdated"}}}""", true)]
    [InlineData("""{S,"facts":{"pattern":{"version":"17.401","releasedAt":"2026-05-01T08:00:00+02:00"}}}""", true)]
    [InlineData("""{S,"facts":{"pattern":{"version":"17.401"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"version":"","releasedAt":"2026-05-01T08:00:00Z"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"version":"a\u0007","releasedAt":"2026-05-01T08:00:00Z"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"status":"outdated","version":"17.401","releasedAt":"2026-05-01T08:00:00Z"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"status":"outdated","version":"17.401"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"status":"outdated","releasedAt":"2026-05-01T08:00:00Z"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{"releasedAt":"2026-05-01T08:00:00Z"}}}""", false)]
    [InlineData("""{S,"facts":{"pattern":{}}}""", false)]
    [InlineData("""{"seq":1}""", false)]
    [InlineData("""{"seq":0,"observedAt":"2026-05-01T08:00:00Z"}""", false)]
    [InlineData("""{"seq":1.5,"observedAt":"2026-05-01T08:00:00Z"}""", false)]
    [InlineData("""{"seq":"1","observedAt":"2026-05-01T08:00:00Z"}""", false)]
    [InlineData("""{"seq":1,"observedAt":"2026-05-01T08:00:00"}""", false)]
    [InlineData("""{"seq":1,"observedAt":"yesterday"}""", false)]
    [InlineData("[]", false)]
    public async Task The_schema_and_the_host_agree(string body, bool isReport)
    {
        body = body.Replace("{S", "{\"seq\":1,\"observedAt\":\"2026-05-01T08:00:00Z\"", StringComparison.Ordinal);
        var faults = host.Document.Schemas.Faults(Schema, JsonDocument.Parse(body).RootElement).ToList();
        Assert.True(isReport == (faults.Count == 0), string.Join("; ", faults.DefaultIfEmpty("no faults")));
        using var response = await host.Http.Report($"schema-{Guid.NewGuid():N}", body);
        Assert.Equal(isReport ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_example_is_taken()
    {
        Assert.Empty(host.Document.Schemas.Faults(Schema, Content.GetProperty("example")));
        await (await host.Http.Report("schema-example", Content.GetProperty("example").GetRawText())).Json();
    }

    private JsonElement Schema => Content.GetProperty("schema");

    private JsonElement Content =>
        host.Document.Root.GetProperty("paths").GetProperty("/v1/clients/{id}/reports").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
}
