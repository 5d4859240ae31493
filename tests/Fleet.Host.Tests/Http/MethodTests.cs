using System.Net;
using Fleet.Core.Icons;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Every address tells a wrong method apart from a wrong address, and takes HEAD where it takes GET.</summary>
[Collection(OnSharedHost.Name)]
public sealed class MethodTests(SharedHost host)
{
    /// <summary>Addresses that only read; the second segment is not always a literal.</summary>
    public static TheoryData<string> Read =>
    [
        "/", "/api", "/openapi/v1.json", "/health/live", "/health/ready", "/metrics", "/v1/clients", "/v1/clients.csv", "/v1/fleet/summary", "/v1/icons", $"/v1/icons/{Icon.All[0].Name}.svg",
        "/v1/icon-changes", "/v1/read-model", "/v1/groups", "/v1/settings/history",
    ];

    [Theory]
    [MemberData(nameof(Read))]
    public async Task What_is_only_read_takes_no_other_method(string path)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Options])
        {
            using var response = await host.Http.SendAsync(new HttpRequestMessage(method, path));
            Assert.True(response.StatusCode == HttpStatusCode.MethodNotAllowed, $"{method}: {response.StatusCode}");
            await response.Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
            Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
        }
    }

    [Theory]
    [MemberData(nameof(Read))]
    public async Task What_is_read_tells_its_head_alone(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };
        using var get = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/v1/clients/a/reports", "POST")]
    [InlineData("/v1/read-model/rebuild", "POST")]
    [InlineData("/v1/clients/a", "DELETE", "GET", "HEAD")]
    [InlineData("/v1/recordings", "GET", "HEAD")]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones(string path, params string[] right)
    {
        using var response = await host.Http.PutAsync(path, content: null);
        await response.Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(right, response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_head_of_nothing_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/nothing"))).StatusCode);
}
