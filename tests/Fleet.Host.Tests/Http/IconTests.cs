using System.Net;
using System.Xml.Linq;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class IconTests(SharedHost host)
{
    [Fact]
    public async Task All_54_icons_are_listed_and_each_has_a_drawing()
    {
        var icons = (await (await host.Http.GetAsync("/v1/icons")).Json()).EnumerateArray().ToList();
        Assert.Equal(54, icons.Select(icon => icon.Text("name")).Distinct().Count());
        foreach (var icon in icons)
        {
            var drawing = await host.Http.GetAsync(icon.Text("svg"));
            Assert.Equal("image/svg+xml", drawing.Content.Headers.ContentType?.MediaType);
            Assert.Equal("svg", XDocument.Parse(await drawing.Content.ReadAsStringAsync()).Root!.Name.LocalName);
        }
    }

    [Fact]
    public async Task An_icon_is_told_in_full()
    {
        var icons = (await (await host.Http.GetAsync("/v1/icons")).Json()).EnumerateArray();
        var icon = icons.Single(icon => icon.Text("name") == "roaming-smart-rts-stopped-sps-disconnected");
        var text = icon.Text("text");
        Assert.NotEmpty(text!);
        Assert.Equal(
            $$"""{"name":"roaming-smart-rts-stopped-sps-disconnected","connection":"roaming","scanMethod":"smart","pattern":null,"realTimeScan":"stopped","smartProtection":"disconnected","text":"{{text}}","svg":"/v1/icons/roaming-smart-rts-stopped-sps-disconnected.svg"}""",
            icon.GetRawText());
    }

    [Fact]
    public async Task A_drawing_is_sent_once()
    {
        const string path = "/v1/icons/online-conventional-up-to-date-rts-enabled.svg";
        var first = await host.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.True(first.Headers.CacheControl?.MaxAge > TimeSpan.Zero);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Http.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/icons/no-such-icon.svg")]
    [InlineData("/v1/icons/online-conventional-up-to-date-rts-enabled")]
    public async Task An_unknown_icon_is_not_found(string path) =>
        await (await host.Http.GetAsync(path)).Problem(HttpStatusCode.NotFound, "not-found", path.EndsWith(".svg", StringComparison.Ordinal) ? "name" : null);
}
