using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Host.Http;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Hosting;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>What operators did: who, from where, when, what, and what was before and after it.</summary>
[Collection(OnSharedHost.Name)]
public sealed class AuditTests(SharedHost host)
{
    [Fact]
    public async Task Every_act_that_changed_something_is_there_once()
    {
        await host.Http.Reported("audited-1", 1, """{"group":"audited"}""");
        await Put("audited-1/note", """{"text":"known \"4711\""}""");
        await Put("audited-1/note", """{"text":"known \"4711\""}""");
        await Put("audited-1/note", """{"text":"solved"}""");
        await Put("audited-1/tags/vip");
        await Put("audited-1/tags/kiosk");
        await Delete("audited-1/tags/vip");
        await Delete("audited-1/tags/vip");
        await Delete("audited-1/note");
        var last = await Delete("audited-1");
        var acts = await Acts($"target=audited-1&minOffset={last}");
        Assert.Equal(
            """
            put-note null {"note":"known \"4711\""}
            put-note {"note":"known \"4711\""} {"note":"solved"}
            put-tag null {"tags":["vip"]}
            put-tag {"tags":["vip"]} {"tags":["kiosk","vip"]}
            delete-tag {"tags":["kiosk","vip"]} {"tags":["kiosk"]}
            delete-note {"note":"solved"} null
            forget {"group":"audited","connection":"offline","lastSeq":1} null
            """,
            string.Join(Environment.NewLine, acts.Select(act => $"{act.Text("what")} {act.GetProperty("before").GetRawText()} {act.GetProperty("after").GetRawText()}")));
        Assert.All(acts, act => Assert.Equal(("open", "127.0.0.1", "audited-1"), (act.Text("who"), act.Text("address"), act.Text("target"))));
        Assert.Equal(last, acts[^1].GetProperty("offset").GetInt64());
        Assert.Equal(acts.Select(act => act.GetProperty("offset").GetInt64()).Reverse(), (await Acts("target=audited-1&sort=-offset")).Select(act => act.GetProperty("offset").GetInt64()));

        var (second, sixth) = (acts[1].Text("recordedAt"), acts[5].Text("recordedAt"));
        var between = await Acts($"target=audited-1&from={second}&to={sixth}&what=put-tag&what=delete-note&who=open");
        Assert.All(between, act => Assert.Contains(act.Text("what"), (string[])["put-tag", "delete-note"]));
        Assert.Empty(await Acts("target=audited-1&who=somebody"));
    }

    [Fact]
    public async Task What_is_no_client_has_a_name_that_begins_with_a_slash()
    {
        var put = await host.Http.PutAsync("/v1/groups/audited-group/settings", new StringContent("""{"scanMethod":"smart"}""", Encoding.UTF8, "application/json"));
        var offset = (await put.Json()).GetProperty("offset").GetInt64();
        var act = Assert.Single(await Acts($"target=/group/audited-group&minOffset={offset}"));
        Assert.Equal(("settings", "open", "127.0.0.1", offset), (act.Text("what"), act.Text("who"), act.Text("address"), act.GetProperty("offset").GetInt64()));
        Assert.Equal("""{"scanMethod":"smart"}""", act.GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended()
    {
        foreach (var number in Enumerable.Range(0, 5))
        {
            await host.Http.Reported("audited-pages", 1, "{}");
            await Put($"audited-pages/tags/t{number}");
        }

        await host.Http.UntilVisible(await Put("audited-pages/tags/t5"));
        var (all, next) = (new List<string?>(), "");
        do
        {
            var page = await Get($"target=audited-pages&limit=2{next}");
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(act => act.GetProperty("after").GetProperty("tags").EnumerateArray().Last().GetString()));
            next = page.Text("next") is { } cursor ? $"&cursor={cursor}" : null;
        }
        while (next is not null);
        Assert.Equal(["t0", "t1", "t2", "t3", "t4", "t5"], all);
    }

    [Theory]
    [InlineData("who=", "who")]
    [InlineData("what=%01", "what")]
    [InlineData("target=%00", "target")]
    [InlineData("from=yesterday", "from")]
    [InlineData("sort=who", "sort")]
    [InlineData("limit=0", "limit")]
    public async Task What_cannot_be_asked_is_refused_by_name(string query, string field) =>
        await (await host.Http.GetAsync($"/v1/audit?{query}")).Problem(HttpStatusCode.BadRequest, "out-of-range", field);

    [Fact]
    public async Task What_is_not_asked_for_is_refused() =>
        await (await host.Http.GetAsync("/v1/audit?by=open")).Problem(HttpStatusCode.BadRequest, "unknown-parameter", "by");

    [Fact]
    public void A_row_whose_text_is_no_JSON_is_told_as_text()
    {
        var told = AuditEndpoints.Of(new AuditPage([new RecordedAct(1, default, "pc", "open", null, "invent", "not {JSON", """{"a":1}""")], null, 1)).Items.Single();
        Assert.Equal(("\"not {JSON\"", """{"a":1}"""), (told.Before.GetRawText(), told.After.GetRawText()));
    }

    [Fact]
    public async Task The_command_tells_the_same()
    {
        await host.Http.Reported("audited-command", 1, "{}");
        await host.Http.UntilVisible(await Put("audited-command/tags/vip"));
        Assert.Matches("""open +127\.0\.0\.1 +put-tag +audited-command +- +{"tags":\["vip"\]}""", await Run("--target", "audited-command"));
        Assert.Matches("""^offset,recordedAt,who,address,what,target,before,after\r\n[0-9]+,[^,]+,open,127\.0\.0\.1,put-tag,audited-command,,"{""tags"":\[""vip""\]}"\r\n$""", await Run("--target", "audited-command", "--csv"));
        Assert.Equal("put-tag", JsonDocument.Parse(await Run("--target", "audited-command", "--newest", "--json")).RootElement.GetProperty("items")[0].Text("what"));
    }

    private Task<string> Run(params string[] args) => CommandRun.Output(host.Http.BaseAddress!, null, TimeProvider.System, ["audit", .. args]);

    private async Task<JsonElement> Get(string query) => await (await host.Http.GetAsync($"/v1/audit?{query}")).Json();

    private async Task<List<JsonElement>> Acts(string query) => [.. (await Get(query)).GetProperty("items").EnumerateArray()];

    private Task<long> Put(string path, string body = "") => Send(HttpMethod.Put, path, body);

    private Task<long> Delete(string path) => Send(HttpMethod.Delete, path);

    private async Task<long> Send(HttpMethod method, string path, string body = "")
    {
        var content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await host.Http.SendAsync(new HttpRequestMessage(method, $"/v1/clients/{path}") { Content = content });
        return (await response.Json()).GetProperty("offset").GetInt64();
    }
}
