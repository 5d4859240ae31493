using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Notes and tags of clients.</summary>
[Collection(OnSharedHost.Name)]
public sealed class MarkTests(SharedHost host)
{
    [Fact]
    public async Task A_note_is_seen_everywhere_from_its_offset_on_and_what_was_is_not_lost()
    {
        await host.Http.Reported("noted-1", 1, """{"realTimeScan":"stopped","group":"noted"}""");
        await host.Http.Reported("noted-2", 1, """{"group":"noted"}""");
        var first = await Put("/v1/clients/noted-1/note", """{"text":"known, ticket 4711"}""");
        // Each in a millisecond of its own: that is how finely the past is asked for.
        await Task.Delay(2);
        var second = await Put("/v1/clients/noted-1/note", """{"text":"solved “for now” 🛡"}""");
        Assert.True(second > first);
        Assert.Equal(second, await Put("/v1/clients/noted-1/note", """{"text":"solved “for now” 🛡"}"""));

        var note = (await Get("/v1/clients/noted-1")).GetProperty("note");
        Assert.Equal(("solved “for now” 🛡", "open"), (note.Text("text"), note.Text("by")));
        Assert.False((await Get("/v1/clients/noted-2")).TryGetProperty("note", out _));
        Assert.Equal(["noted-1"], await Listed($"noted=true&group=noted&minOffset={second}"));
        Assert.Equal("solved “for now” 🛡", (await Get("/v1/clients/noted-1/explain")).GetProperty("note").Text("text"));

        var history = (await Get("/v1/clients/noted-1/history")).GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("marks", out _)).ToList();
        Assert.Equal(["known, ticket 4711", "solved “for now” 🛡"], history.Select(item => item.GetProperty("marks").GetProperty("note").Text("text")));
        Assert.All(history, item => Assert.Equal(("operator", "open"), (item.Text("cause"), item.GetProperty("marks").Text("by"))));
        var then = await Get($"/v1/clients/noted-1?at={history[0].Text("recordedAt")}");
        Assert.Equal("known, ticket 4711", then.GetProperty("note").Text("text"));

        var removed = await Delete("/v1/clients/noted-1/note");
        Assert.Equal(removed, await Delete("/v1/clients/noted-1/note"));
        Assert.Empty(await Listed($"noted=true&group=noted&minOffset={removed}"));
        Assert.Equal(JsonValueKind.Null, (await Get("/v1/clients/noted-1/history?sort=-offset")).GetProperty("items")[0].GetProperty("marks").GetProperty("note").GetProperty("text").ValueKind);
    }

    [Fact]
    public async Task Tags_are_put_taken_away_and_asked_for_together_with_everything_else()
    {
        foreach (var (client, facts) in new[] { ("tagged-1", """{"realTimeScan":"stopped"}"""), ("tagged-2", "{}"), ("tagged-3", "{}") })
            await host.Http.Reported(client, 1, facts);
        await Put("/v1/clients/tagged-1/tags/vip");
        await Put("/v1/clients/tagged-1/tags/kiosk");
        await Put("/v1/clients/tagged-2/tags/vip");
        var last = await Put("/v1/clients/tagged-3/tags/vip-2");
        Assert.Equal(["kiosk", "vip"], Words(await Get("/v1/clients/tagged-1"), "tags"));
        Assert.Equal(["tagged-1", "tagged-2"], await Listed($"tag=vip&q=tagged&minOffset={last}"));
        Assert.Equal(["tagged-3", "tagged-2", "tagged-1"], await Listed("tag=vip&tag=vip-2&q=tagged&sort=-clientId"));
        Assert.Equal(["tagged-1"], await Listed("tag=vip&realTimeScan=stopped&q=tagged"));
        Assert.Empty(await Listed("tag=VIP"));
        var page = await Get("/v1/clients?tag=vip&q=tagged&limit=1&sort=icon");
        Assert.Equal("tagged-2", page.GetProperty("items")[0].Text("clientId"));
        Assert.Equal(["tagged-1"], await Listed($"tag=vip&q=tagged&limit=1&sort=icon&cursor={page.Text("next")}"));

        last = await Delete("/v1/clients/tagged-1/tags/vip");
        Assert.Equal(last, await Delete("/v1/clients/tagged-1/tags/vip"));
        Assert.Equal(["tagged-2"], await Listed($"tag=vip&q=tagged&minOffset={last}"));
        var changes = (await Get("/v1/clients/tagged-1/history")).GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("marks", out _)).Select(item => item.GetProperty("marks"));
        Assert.Equal(["+vip", "+kiosk", "-vip"], changes.Select(marks => string.Concat(Words(marks, "added").Select(tag => $"+{tag}").Concat(Words(marks, "removed").Select(tag => $"-{tag}")))));

        await (await host.Http.DeleteAsync("/v1/clients/tagged-2")).Json();
        await (await Send(HttpMethod.Put, "/v1/clients/tagged-2/tags/vip")).Problem(HttpStatusCode.Gone, "forgotten");
        await host.Http.Reported("tagged-2", 2, """{"roaming":true}""");
        Assert.Empty(Words(await Get("/v1/clients/tagged-2"), "tags"));
    }

    [Fact]
    public async Task A_client_has_sixteen_tags_at_the_most()
    {
        await host.Http.Reported("tagged-full", 1, "{}");
        for (var number = 0; number < 16; number++)
            await Put($"/v1/clients/tagged-full/tags/t{number}");
        await (await Send(HttpMethod.Put, "/v1/clients/tagged-full/tags/one-more")).Problem(HttpStatusCode.BadRequest, "out-of-range", "tag");
        await Put("/v1/clients/tagged-full/tags/t7");
        Assert.Equal(16, Words(await Get("/v1/clients/tagged-full"), "tags").Count());
    }

    [Theory]
    [InlineData("PUT", "marked-nobody/note", """{"text":"x"}""", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("DELETE", "marked-nobody/note", "", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("PUT", "marked-nobody/tags/vip", "", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("PUT", "two%20words/note", """{"text":"x"}""", HttpStatusCode.BadRequest, "out-of-range", "clientId")]
    [InlineData("PUT", "marked/note", """{"text":""}""", HttpStatusCode.BadRequest, "out-of-range", "text")]
    [InlineData("PUT", "marked/note", """{"text":"two\nlines"}""", HttpStatusCode.BadRequest, "out-of-range", "text")]
    [InlineData("PUT", "marked/note", """{"text":7}""", HttpStatusCode.BadRequest, "malformed", "text")]
    [InlineData("PUT", "marked/note", """{"text":"x","by":"me"}""", HttpStatusCode.BadRequest, "malformed", "by")]
    [InlineData("PUT", "marked/note", "{}", HttpStatusCode.BadRequest, "missing", "text")]
    [InlineData("PUT", "marked/note", "nonsense", HttpStatusCode.BadRequest, "malformed", null)]
    [InlineData("PUT", "marked/tags/two%20words", "", HttpStatusCode.BadRequest, "out-of-range", "tag")]
    [InlineData("DELETE", "marked/tags/%2Bvip", "", HttpStatusCode.BadRequest, "out-of-range", "tag")]
    public async Task What_cannot_be_is_refused_by_name(string method, string path, string body, HttpStatusCode status, string code, string? field) =>
        await (await Send(new HttpMethod(method), $"/v1/clients/{path}", body)).Problem(status, code, field);

    [Theory]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.BadRequest)]
    public async Task A_note_has_a_thousand_characters_at_the_most(int length, HttpStatusCode status)
    {
        await host.Http.Reported("noted-long", 1, "{}");
        Assert.Equal(status, (await Send(HttpMethod.Put, "/v1/clients/noted-long/note", $$"""{"text":"{{new string('x', length)}}"}""")).StatusCode);
    }

    [Fact]
    public async Task The_commands_do_the_same()
    {
        await host.Http.Reported("by-command", 1, "{}");
        Assert.Matches("^by-command has the note, at offset [0-9]+\\.", await Run("note", "by-command", "known, ticket 4711"));
        var told = await Run("tag", "by-command", "+vip", "+kiosk", "-old");
        Assert.Contains("by-command has the tag kiosk", told);
        Assert.Contains("by-command does not have the tag old", told);
        await host.Http.UntilVisible((await Get("/v1/clients/by-command")).GetProperty("offset").GetInt64());
        Assert.Matches("by-command .* kiosk, vip  known, ticket 4711", await Run("clients", "--tag", "vip", "--noted", "true", "--prefix", "by-command"));
        var explained = await Run("explain", "by-command");
        Assert.Contains("Note known, ticket 4711 (open, ", explained);
        Assert.Contains("Tags kiosk, vip", explained);
        var history = await Run("history", "by-command");
        Assert.Contains("note: known, ticket 4711", history);
        Assert.Contains("tag +vip", history);
        Assert.Matches("has no note", await Run("note", "by-command", "--remove"));
    }

    [Theory]
    [InlineData("tag", "pc", "vip")]
    [InlineData("tag", "pc", "--josn")]
    [InlineData("tag", "pc")]
    [InlineData("note", "pc")]
    [InlineData("note", "pc", "x", "--remove")]
    public async Task And_take_nothing_else(params string[] args)
    {
        await using var run = CommandRun.Start(host.Http.BaseAddress!, null, TimeProvider.System, args);
        await run.Rest();
        Assert.Equal(ExitCode.BadUsage, await run.Ended());
    }

    private Task<string> Run(params string[] args) => CommandRun.Output(host.Http.BaseAddress!, null, TimeProvider.System, args);

    private async Task<long> Put(string address, string body = "") => (await (await Send(HttpMethod.Put, address, body)).Json()).GetProperty("offset").GetInt64();

    private async Task<long> Delete(string address) => (await (await Send(HttpMethod.Delete, address)).Json()).GetProperty("offset").GetInt64();

    private Task<HttpResponseMessage> Send(HttpMethod method, string address, string body = "")
    {
        var content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return host.Http.SendAsync(new HttpRequestMessage(method, address) { Content = content });
    }

    private async Task<JsonElement> Get(string address) => await (await host.Http.GetAsync(new Uri(address, UriKind.Relative))).Json();

    private async Task<IEnumerable<string?>> Listed(string query) => (await Get($"/v1/clients?{query}")).GetProperty("items").EnumerateArray().Select(client => client.Text("clientId"));

    private static IEnumerable<string?> Words(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray().Select(word => word.GetString());
}
