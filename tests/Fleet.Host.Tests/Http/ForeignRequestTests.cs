using System.Net;
using Fleet.Host.Settings;
using Fleet.Host.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>What a page of another site can make a browser send, and what it cannot have done.</summary>
[Collection(OnSharedHost.Name)]
public sealed class ForeignRequestTests(SharedHost host) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host.Http.BaseAddress };

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("evil.example", true)]
    [InlineData("127.0.0.1.evil.example", true)]
    [InlineData("192.0.2.1:5080", true)]
    [InlineData("localhost", false)]
    [InlineData("LOCALHOST:5080", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8:1", false)]
    [InlineData("[::1]:5080", false)]
    public async Task A_host_on_loopback_goes_by_the_names_of_loopback_alone(string name, bool isForeign)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/icons") { Headers = { Host = name } };
        using var response = await _http.SendAsync(request);
        if (isForeign)
            await response.Problem(HttpStatusCode.BadRequest, "host-foreign", "Host");
        else
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_may_ask_and_not_write(string header, string value)
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, "/v1/read-model/rebuild"), (HttpMethod.Post, "/v1/clients/foreign-1/reports"), (HttpMethod.Delete, "/v1/clients/foreign-1"), (HttpMethod.Post, "/v1/clients/forget")])
        {
            using var write = new HttpRequestMessage(method, path) { Headers = { { header, value } } };
            using var refused = await _http.SendAsync(write);
            await refused.Problem(HttpStatusCode.Forbidden, "origin-foreign", "Origin");
        }

        using var read = new HttpRequestMessage(HttpMethod.Get, "/v1/icons") { Headers = { { header, value } } };
        using var response = await _http.SendAsync(read);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_the_host_itself_may_write()
    {
        var own = _http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var write = new HttpRequestMessage(HttpMethod.Post, "/v1/clients/own-page/reports")
        {
            Headers = { { "Origin", own }, { "Sec-Fetch-Site", "same-origin" } },
            Content = new StringContent("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await _http.SendAsync(write);
        await response.Json();
    }

    [Theory]
    [InlineData("/v1/icons")]
    [InlineData("/v1/nothing")]
    [InlineData("/metrics")]
    [InlineData("/health/live")]
    [InlineData("/api")]
    public async Task No_answer_is_taken_for_what_it_does_not_say_it_is(string path)
    {
        using var response = await _http.GetAsync(path);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("127.0.0.1", null, "localhost", true)]
    [InlineData("localhost", null, "fleet.example", false)]
    [InlineData("0.0.0.0", null, "fleet.example", true)]
    [InlineData("10.0.0.7", null, "fleet.example", true)]
    [InlineData("0.0.0.0", "fleet.example; *.corp.example;10.0.0.7", "FLEET.example", true)]
    [InlineData("0.0.0.0", "fleet.example; *.corp.example;10.0.0.7", "a.corp.example", true)]
    [InlineData("0.0.0.0", "fleet.example; *.corp.example;10.0.0.7", "corp.example", false)]
    [InlineData("0.0.0.0", "fleet.example; *.corp.example;10.0.0.7", "10.0.0.7", true)]
    [InlineData("0.0.0.0", "fleet.example; *.corp.example;10.0.0.7", "evilfleet.example", false)]
    [InlineData("127.0.0.1", "*", "fleet.example", true)]
    [InlineData("127.0.0.1", "[::1]", "[::1]", true)]
    public void The_setting_says_which_names_are_the_hosts(string address, string? setting, string name, bool isTaken) =>
        Assert.Equal(isTaken, Read(address, setting).Take(name));

    [Theory]
    [InlineData("")]
    [InlineData("fleet.example:5080")]
    [InlineData("http://fleet.example")]
    [InlineData("a b")]
    public void What_is_no_name_stops_the_start(string setting) =>
        Assert.StartsWith("AllowedHosts takes names", Assert.Throws<SettingsException>(() => Read("127.0.0.1", setting)).Message);

    private static AllowedHosts Read(string address, string? setting)
    {
        Assert.True(ListenAddress.TryParse("Fleet:Http", $"http://{address}:5080", out var http));
        return AllowedHosts.Read(new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", setting)]).Build(), http);
    }
}
