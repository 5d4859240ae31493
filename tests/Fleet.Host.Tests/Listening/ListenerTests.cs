using System.Net;
using System.Net.Http.Headers;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace Fleet.Host.Tests.Listening;

/// <summary>What belongs to one listener is not there at the other, whatever protocol somebody speaks there.</summary>
public sealed class ListenerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificate _certificate;

    public ListenerTests() => _certificate = new TestCertificate(_folder.Path);

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_endpoint_answers_at_its_own_listener_alone(bool isTls)
    {
        await using var host = await RunningHost.Start(_folder.File("data"), isTls ? _certificate.Settings : []);
        using var http = new HttpClient(isTls ? _certificate.Trusting() : new SocketsHttpHandler());
        var api = host.Http.BaseAddress!;
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var (grpc, others) = (endpoints.Where(IsGrpc).ToList(), endpoints.Where(endpoint => !IsGrpc(endpoint)).ToList());
        Assert.True(grpc.Count > 5 && others.Count > 10);

        foreach (var endpoint in others)
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete, HttpMethod.Put])
                Assert.Equal(HttpStatusCode.NotFound, await Ask(http, host.Grpc, method, PathOf(endpoint), HttpVersion.Version20));
        }

        foreach (var endpoint in grpc)
        {
            foreach (var version in isTls ? (Version[])[HttpVersion.Version11, HttpVersion.Version20] : [HttpVersion.Version11])
            {
                Assert.Equal(HttpStatusCode.NotFound, await Ask(http, api, HttpMethod.Get, PathOf(endpoint), version));
                Assert.Equal(HttpStatusCode.NotFound, await Ask(http, api, HttpMethod.Post, PathOf(endpoint), version));
            }
        }

        // And they do answer where they belong.
        Assert.Equal(HttpStatusCode.OK, await Ask(http, api, HttpMethod.Get, "/v1/icons", HttpVersion.Version11));
        using var channel = GrpcChannel.ForAddress(host.Grpc, new GrpcChannelOptions { HttpClient = http });
        Assert.NotNull(await new HealthClient(channel).CheckAsync(new HealthCheckRequest()));
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(async () => await Unknown(channel))).StatusCode);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task Localhost_is_both_loopback_addresses()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, "--Fleet:Http=http://localhost:0", "--Fleet:Grpc=http://localhost:0");
        await using var _ = process;
        using var __ = http;
        foreach (var host in (string[])["127.0.0.1", "[::1]"])
        {
            Assert.Equal(HttpStatusCode.OK, await Ask(http, new Uri($"http://{host}:{http.BaseAddress!.Port}"), HttpMethod.Get, "/v1/icons", HttpVersion.Version11));
            using var channel = GrpcChannel.ForAddress($"http://{host}:{process.Grpc.Port}");
            Assert.NotNull(await new HealthClient(channel).CheckAsync(new HealthCheckRequest()));
        }
    }

    private static bool IsGrpc(Endpoint endpoint) => endpoint.DisplayName?.StartsWith("gRPC", StringComparison.Ordinal) == true;

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : part is RoutePatternSeparatorPart separator ? separator.Content : "some"))));

    private static async Task<HttpStatusCode> Ask(HttpClient http, Uri server, HttpMethod method, string path, Version version)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (method == HttpMethod.Post)
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private static async Task<byte[]> Unknown(GrpcChannel channel)
    {
        var bytes = Marshallers.Create<byte[]>(value => value, value => value);
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, "fleet.v1.Unknown", "Call", bytes, bytes), host: null, new CallOptions(), []);
        return await call;
    }
}
