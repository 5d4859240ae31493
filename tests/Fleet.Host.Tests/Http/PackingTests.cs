using System.Net;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class PackingTests(SharedHost host)
{
    [Theory]
    [InlineData("br", "/v1/icons", "br")]
    [InlineData("gzip", "/v1/icons", "gzip")]
    [InlineData("gzip", "/openapi/v1.json", "gzip")]
    [InlineData("gzip", "/v1/nothing", "gzip")]
    [InlineData("identity", "/v1/icons", null)]
    [InlineData(null, "/v1/icons", null)]
    [InlineData("br", "/v1/icon-changes", null)]
    public async Task Answers_are_packed_for_those_who_take_them_so_and_streams_of_events_never(string? takes, string path, string? packed)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = host.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (takes is not null)
            request.Headers.Add("Accept-Encoding", takes);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(packed is null ? [] : [packed], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task They_say_the_same()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = host.Http.BaseAddress };
        Assert.Equal(await host.Http.GetStringAsync(new Uri("/v1/icons", UriKind.Relative)), await http.GetStringAsync(new Uri("/v1/icons", UriKind.Relative)));
    }
}
