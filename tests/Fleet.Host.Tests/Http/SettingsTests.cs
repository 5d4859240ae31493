using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Settings of the fleet, of groups and of clients over HTTP.</summary>
[Collection(OnSharedHost.Name)]
public sealed class SettingsTests(SharedHost host)
{
    private const string Daily = """{"realTimeScan":"enabled","updates":{"schedule":{"every":"day","at":"12:00"}}}""";

    [Fact]
    public async Task A_level_is_put_read_and_taken_away_and_its_history_and_past_are_kept()
    {
        var path = "/v1/groups/http-level/settings";
        var first = await Put(path, Daily);
        Assert.Equal(first, await Put(path, Daily));
        Assert.Equal(Daily, (await Get(path)).GetRawText());
        var second = await Put(path, """{"privileges":{"roaming":false}}""");
        Assert.True(second > first);
        var deleted = Offset(await (await host.Http.DeleteAsync(path)).Json());
        Assert.True(deleted > second);
        await (await host.Http.GetAsync(path)).Problem(HttpStatusCode.NotFound, "not-found", "name");

        var history = (await Get($"{path}/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([first, second, deleted], history.Select(item => item.GetProperty("offset").GetInt64()));
        Assert.Equal(["{}", Daily, """{"privileges":{"roaming":false}}"""], history.Select(item => item.GetProperty("before").GetRawText()));
        Assert.Equal([Daily, """{"privileges":{"roaming":false}}""", "{}"], history.Select(item => item.GetProperty("after").GetRawText()));
        Assert.All(history, item => Assert.Equal(("open", "127.0.0.1"), (item.Text("by"), item.Text("address"))));
        var page = await Get($"{path}/history?sort=-offset&limit=2");
        Assert.Equal([deleted, second], page.GetProperty("items").EnumerateArray().Select(Offset));
        Assert.Equal([first], (await Get($"{path}/history?sort=-offset&limit=2&cursor={page.Text("next")}")).GetProperty("items").EnumerateArray().Select(Offset));
        Assert.Equal(Daily, (await Get($"{path}?at={history[0].Text("recordedAt")}")).GetRawText());
    }

    [Fact]
    public async Task Each_level_is_laid_over_the_one_before()
    {
        await host.Http.Reported("http-three", 1, """{"group":"http-three"}""");
        await Put("/v1/settings", """{"updates":{"includeRoamingAndOffline":true,"sources":["server","update-agent"]}}""");
        await Put("/v1/groups/http-three/settings", """{"realTimeScan":"disabled","updates":{"sources":["vendor"]}}""");
        await Put("/v1/clients/http-three/settings", """{"realTimeScan":"unmanaged"}""");
        Assert.Equal("""{"realTimeScan":"unmanaged"}""", (await Get("/v1/clients/http-three/settings")).GetRawText());
        var settings = (await Get("/v1/clients/http-three")).GetProperty("settings");
        Assert.Equal(
            """{"realTimeScan":"unmanaged","scanMethod":"unmanaged","privileges":{"roaming":true,"scheduledUpdate":false},"updates":{"includeRoamingAndOffline":true,"sources":["vendor"],"schedule":{"every":"never"}}}""",
            settings.GetProperty("effective").GetRawText());
        var from = settings.GetProperty("from");
        Assert.Equal(("client", "built-in"), (from.Text("realTimeScan"), from.Text("scanMethod")));
        Assert.Equal(("fleet", "group"), (from.GetProperty("updates").Text("includeRoamingAndOffline"), from.GetProperty("updates").Text("sources")));
        Assert.Equal("unsupported", settings.Text("state"));

        var history = (await Get("/v1/clients/http-three/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["report", "settings"], history.Select(item => item.Text("cause")));
        Assert.Equal("""{"realTimeScan":"unmanaged"}""", Assert.Single((await Get("/v1/clients/http-three/settings/history")).GetProperty("items").EnumerateArray()).GetProperty("after").GetRawText());
        var then = (await Get($"/v1/clients/http-three?at={history[0].Text("recordedAt")}")).GetProperty("settings");
        Assert.Equal(("unmanaged", "built-in"), (then.GetProperty("effective").Text("realTimeScan"), then.GetProperty("from").Text("realTimeScan")));
        await (await host.Http.DeleteAsync("/v1/settings")).Json();
        Assert.Equal("{}", (await Get("/v1/settings")).GetRawText());
    }

    [Fact]
    public async Task A_change_that_was_made_for_another_version_is_refused()
    {
        var path = "/v1/groups/http-match/settings";
        await Put(path, Daily);
        using var got = await host.Http.GetAsync(path);
        var tag = got.Headers.ETag!;
        await (await Send(path, "{}", tag)).Json();
        await (await Send(path, Daily, tag)).Problem(HttpStatusCode.PreconditionFailed, "changed-meanwhile", "If-Match");
        await (await Send(path, Daily, EntityTagHeaderValue.Any)).Problem(HttpStatusCode.PreconditionFailed, "changed-meanwhile", "If-Match");
        using var malformed = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(Daily) };
        malformed.Headers.TryAddWithoutValidation("If-Match", "no tag");
        await (await host.Http.SendAsync(malformed)).Problem(HttpStatusCode.BadRequest, "out-of-range", "If-Match");

        await host.Http.Reported("http-match", 1, "{}");
        using var client = await host.Http.GetAsync("/v1/clients/http-match/settings");
        var nothing = client.Headers.ETag!;
        await (await Send("/v1/clients/http-match/settings", Daily, nothing)).Json();
        await (await Send("/v1/clients/http-match/settings", "{}", nothing)).Problem(HttpStatusCode.PreconditionFailed, "changed-meanwhile", "If-Match");
    }

    [Fact]
    public async Task Groups_are_those_that_clients_are_in_and_those_that_settings_were_put_to()
    {
        var offset = Offset(await host.Http.Reported("http-groups-1", 1, """{"group":"http-groups-a"}"""));
        await host.Http.Reported("http-groups-2", 1, """{"group":"http-groups-c"}""");
        await Put("/v1/groups/http-groups-b/settings", Daily);
        offset = Math.Max(offset, await Put("/v1/groups/http-groups-c/settings", Daily));
        await host.Http.UntilVisible(offset);
        var found = new List<(string?, long, bool)>();
        for (var next = ""; next is not null;)
        {
            var page = await Get($"/v1/groups?limit=3{next}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(group => (group.Text("name"), group.GetProperty("clients").GetInt64(), group.GetProperty("settings").GetBoolean())));
            next = page.Text("next") is { } cursor ? $"&cursor={cursor}" : null;
        }

        Assert.Equal(found.OrderBy(group => group.Item1, StringComparer.Ordinal), found);
        Assert.Equal(
            [("http-groups-a", 1, false), ("http-groups-b", 0, true), ("http-groups-c", 1, true)],
            found.Where(group => group.Item1!.StartsWith("http-groups-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/v1/settings", """{"colour":"red"}""", HttpStatusCode.BadRequest, "malformed", "colour")]
    [InlineData("/v1/settings", """{"updates":{"schedule":{"every":"never","at":"12:00"}}}""", HttpStatusCode.BadRequest, "contradiction", "updates.schedule.at")]
    [InlineData("/v1/groups/two%20words/settings", "{}", HttpStatusCode.BadRequest, "out-of-range", "name")]
    [InlineData("/v1/clients/two%20words/settings", "{}", HttpStatusCode.BadRequest, "out-of-range", "clientId")]
    [InlineData("/v1/clients/http-nobody/settings", "{}", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("/v1/groups/http-bad/settings", """{"updates":{"schedule":{"every":"week","at":"12:00"}}}""", HttpStatusCode.BadRequest, "contradiction", "updates.schedule.at")]
    public async Task What_cannot_be_is_refused_by_name_and_changes_nothing(string path, string body, HttpStatusCode status, string code, string? field) =>
        await (await host.Http.PutAsync(path, Json(body))).Problem(status, code, field);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static long Offset(JsonElement answer) => answer.GetProperty("offset").GetInt64();

    private Task<HttpResponseMessage> Send(string path, string body, EntityTagHeaderValue ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body) };
        request.Headers.IfMatch.Add(ifMatch);
        return host.Http.SendAsync(request);
    }

    private async Task<long> Put(string path, string body) => Offset(await (await host.Http.PutAsync(path, Json(body))).Json());

    private async Task<JsonElement> Get(string path) => await (await host.Http.GetAsync(path)).Json();
}
