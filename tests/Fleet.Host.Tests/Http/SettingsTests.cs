using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Commands;
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

    [Fact]
    public async Task Many_clients_are_changed_one_by_one_and_what_they_said_else_stays()
    {
        foreach (var client in (string[])["http-many-1", "http-many-2", "http-many-3"])
            await host.Http.Reported(client, 1, """{"group":"http-many"}""");
        await Put("/v1/clients/http-many-2/settings", """{"realTimeScan":"enabled"}""");
        await host.Http.UntilVisible(Offset(await host.Http.Reported("http-many-4", 1, """{"group":"http-many-other"}""")));

        var changed = await Change("""{"target":{"group":"http-many"},"patch":{"privileges":{"roaming":false}}}""");
        Assert.Equal(3, changed.GetProperty("clients").GetInt32());
        Assert.Equal("""{"realTimeScan":"enabled","privileges":{"roaming":false}}""", (await Get("/v1/clients/http-many-2/settings")).GetRawText());
        await host.Http.UntilVisible(Offset(changed));
        Assert.Equal(3, (await Change("""{"target":{"filter":"q=http-many&roamingPrivilege=false"},"patch":{"privileges":null}}""")).GetProperty("clients").GetInt32());
        Assert.Equal("{}", (await Get("/v1/clients/http-many-1/settings")).GetRawText());
        Assert.Equal(1, (await Change("""{"target":{"clients":["http-many-4","http-many-4"]},"patch":{"scanMethod":"smart"}}""")).GetProperty("clients").GetInt32());

        async Task<JsonElement> Change(string body) => await (await host.Http.PostAsync("/v1/settings/changes", Json(body))).Json(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("""{"patch":{}}""", HttpStatusCode.BadRequest, "missing", "target")]
    [InlineData("""{"target":{"group":"http-none"}}""", HttpStatusCode.BadRequest, "missing", "patch")]
    [InlineData("""{"target":{},"patch":{}}""", HttpStatusCode.BadRequest, "missing", "target")]
    [InlineData("""{"target":{"group":"a","filter":"q=a"},"patch":{}}""", HttpStatusCode.BadRequest, "contradiction", "target")]
    [InlineData("""{"target":{"group":"http-none"},"patch":{}}""", HttpStatusCode.NotFound, "not-found", "target.group")]
    [InlineData("""{"target":{"clients":["http-nobody"]},"patch":{}}""", HttpStatusCode.NotFound, "not-found", "target.clients[0]")]
    [InlineData("""{"target":{"clients":[]},"patch":{}}""", HttpStatusCode.BadRequest, "out-of-range", "target.clients")]
    [InlineData("""{"target":{"filter":"colour=red"},"patch":{}}""", HttpStatusCode.BadRequest, "out-of-range", "target.filter")]
    [InlineData("""{"target":{"filter":"connection=asleep"},"patch":{}}""", HttpStatusCode.BadRequest, "out-of-range", "target.filter")]
    [InlineData("""{"target":{"filter":"q=http-nobody"},"patch":{}}""", HttpStatusCode.NotFound, "not-found", "target.filter")]
    [InlineData("""{"target":{"group":"http-none"},"patch":{"colour":"red"}}""", HttpStatusCode.BadRequest, "malformed", "patch.colour")]
    [InlineData("""{"target":{"group":"http-none"},"patch":{"updates":{"schedule":{"every":"day"}}}}""", HttpStatusCode.BadRequest, "contradiction", "patch.updates.schedule.at")]
    [InlineData("""{"target":{"group":"http-none"},"patch":{"updates":{"schedule":{"at":"12:00"}}}}""", HttpStatusCode.BadRequest, "contradiction", "patch.updates.schedule.every")]
    public async Task A_change_that_cannot_be_is_refused_by_name(string body, HttpStatusCode status, string code, string? field) =>
        await (await host.Http.PostAsync("/v1/settings/changes", Json(body))).Problem(status, code, field);

    [Fact]
    public async Task The_commands_do_the_same()
    {
        // Whom a command names is looked up in the read model.
        await host.Http.UntilVisible((await host.Http.Reported("set-command", 1, """{"group":"set-command"}""")).GetProperty("offset").GetInt64());
        Assert.Matches("^group set-command says so, at offset [0-9]+\\.", await Run("settings", "put", "--group", "set-command", """{"realTimeScan":"enabled"}"""));
        Assert.Matches("^group set-command says so", await Run("settings", "patch", "--group", "set-command", "privileges.roaming=false", "updates.schedule.every=day", "updates.schedule.at=12:00", "updates.sources=vendor,server"));
        Assert.Equal(
            """{"realTimeScan":"enabled","privileges":{"roaming":false},"updates":{"sources":["vendor","server"],"schedule":{"every":"day","at":"12:00"}}}""",
            (await Get("/v1/groups/set-command/settings")).GetRawText());
        await Run("settings", "patch", "--group", "set-command", "updates.schedule.every=never", "realTimeScan=null");
        Assert.Equal("""{"privileges":{"roaming":false},"updates":{"sources":["vendor","server"],"schedule":{"every":"never"}}}""", (await Get("/v1/groups/set-command/settings")).GetRawText());
        Assert.Matches("^1 client says so, at offset", await Run("settings", "patch", "--client", "set-command", "scanMethod=smart"));
        var shown = await Run("settings", "show", "--client", "set-command");
        Assert.StartsWith("unsupported", shown);
        Assert.Matches("scanMethod +smart +client", shown);
        Assert.Matches("privileges.roaming +no +group", shown);
        Assert.Matches("privileges.roaming +no", await Run("settings", "show", "--group", "set-command"));
        Assert.Contains("realTimeScan: inherited → enabled", await Run("settings", "history", "--group", "set-command"));
        Assert.Matches("set-command +1 +of its own", await Run("groups", "--all"));
        Assert.Matches("says so", await Run("settings", "put", "--group", "set-command", "--remove"));
    }

    [Theory]
    [InlineData("settings", "put", "--group", "a")]
    [InlineData("settings", "put", "nonsense")]
    [InlineData("settings", "patch", "privileges.roaming")]
    [InlineData("settings", "show", "--group", "a", "--client", "b")]
    [InlineData("settings", "patch", "--where", "q=a", "--group", "b", "scanMethod=smart")]
    [InlineData("settings")]
    public async Task And_take_nothing_else(params string[] args)
    {
        await using var run = CommandRun.Start(host.Http.BaseAddress!, null, TimeProvider.System, args);
        await run.Rest();
        Assert.Equal(ExitCode.BadUsage, await run.Ended());
    }

    private async Task<string> Run(params string[] args)
    {
        await using var run = CommandRun.Start(host.Http.BaseAddress!, null, TimeProvider.System, args);
        var output = await run.Rest();
        Assert.Equal(ExitCode.Good, await run.Ended());
        return output;
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
