using System.Net;
using System.Text.RegularExpressions;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

[Collection(OnSharedHost.Name)]
public sealed partial class ApiPageTests(SharedHost host)
{
    [Fact]
    public async Task The_page_and_all_that_it_loads_come_from_the_host_itself()
    {
        var page = await host.Http.GetStringAsync("/api/");
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        var scripts = Scripts().Matches(page).Select(match => match.Groups["address"].Value).ToList();
        Assert.Equal(["scalar.js", "scalar.aspnetcore.js"], scripts);
        foreach (var script in scripts)
        {
            using var loaded = await host.Http.GetAsync($"/api/{script}");
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
            Assert.EndsWith("javascript", loaded.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_short_address_leads_there()
    {
        using var page = await host.Http.GetAsync("/api");
        Assert.Equal("/api/", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [GeneratedRegex("src=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scripts();
}
