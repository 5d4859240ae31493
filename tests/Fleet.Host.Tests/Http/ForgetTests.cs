using System.Net;
using System.Net.Sockets;
using System.Text;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Names that no address can carry, and forgetting a client by a body.</summary>
[Collection(OnSharedHost.Name)]
public sealed class ForgetTests(SharedHost host)
{
    [Fact]
    public async Task A_client_that_is_named_in_the_body_is_forgotten()
    {
        await host.Http.Reported("forget-1", 1, """{"realTimeScan":"stopped"}""");
        var forgotten = await (await Forget("""{"clientId":"forget-1"}""")).Json();
        Assert.Equal("forget-1", forgotten.Text("clientId"));
        await (await host.Http.GetAsync("/v1/clients/forget-1")).Problem(HttpStatusCode.Gone, "forgotten");
        await (await Forget("""{"clientId":"forget-1"}""")).Problem(HttpStatusCode.Gone, "forgotten");
        // A client may bear the name of the address.
        await host.Http.Reported("forget", 1, """{"realTimeScan":"stopped"}""");
        Assert.Equal("forget", (await (await host.Http.GetAsync("/v1/clients/forget")).Json()).Text("clientId"));
    }

    [Theory]
    [InlineData("""{"clientId":"forget-nobody"}""", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("""{"clientId":"."}""", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("""{"clientId":"a b"}""", HttpStatusCode.BadRequest, "out-of-range", "clientId")]
    [InlineData("{}", HttpStatusCode.BadRequest, "missing", "clientId")]
    [InlineData("""{"clientId":"a","b":1}""", HttpStatusCode.BadRequest, "malformed", "b")]
    [InlineData("nonsense", HttpStatusCode.BadRequest, "malformed", null)]
    public async Task A_body_that_names_nobody_is_refused(string body, HttpStatusCode status, string code, string? field) =>
        await (await Forget(body)).Problem(status, code, field);

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Such_a_name_is_refused_at_hello(string name)
    {
        using var session = new ClientSession(host.Grpc);
        await session.Hello(name);
        var refusal = (await session.Next())!.Refusal;
        Assert.Equal(("out-of-range", "clientId"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData("/v1/clients/%2E")]
    [InlineData("/v1/clients/%2e%2E")]
    [InlineData("/v1/clients/.")]
    [InlineData("/v1/clients/../history")]
    public async Task And_in_an_address_whose_path_it_would_shorten(string target)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(tcp.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("\"code\":\"out-of-range\"", answer);
    }

    private Task<HttpResponseMessage> Forget(string body) => host.Http.PostAsync("/v1/clients/forget", new StringContent(body, Encoding.UTF8, "application/json"));
}
