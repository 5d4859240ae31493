using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class PastTests(SharedHost host)
{
    private static readonly string[] Story = ["""{"group":"past"}""", """{"realTimeScan":"stopped"}""", """{"roaming":true}""", """{"realTimeScan":"enabled","roaming":false}"""];

    [Fact]
    public async Task A_change_is_told_in_full()
    {
        var taken = await host.Http.Reported("past-full", 1, """{"realTimeScan":"stopped","pattern":{"status":"outdated"}}""");
        var page = await Get("/v1/clients/past-full/history");
        Assert.Equal(["items", "next", "offset", "total"], page.EnumerateObject().Select(member => member.Name));
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.InRange(item.GetProperty("recordedAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(
            $$$"""
            {"offset":{{{taken.GetProperty("offset")}}},"observedAt":"2026-05-01T08:00:00.000Z","recordedAt":"{{{item.Text("recordedAt")}}}","cause":"report","seq":1,
            "facts":{"pattern":{"status":"outdated","version":null,"releasedAt":null},"realTimeScan":"stopped"},
            "connection":"offline","presence":"never","conditions":["pattern-outdated","real-time-scan-stopped"],"icon":{"from":null,"to":"offline-conventional-outdated-rts-stopped"}}
            """.ReplaceLineEndings(""),
            item.GetRawText());
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("-offset")]
    public async Task A_walk_through_a_history_meets_every_change_once(string sort)
    {
        var client = $"past-walk{sort}";
        var offsets = await Tell(client);
        if (sort == "-offset")
            offsets.Reverse();
        var walked = new List<long>();
        var cursor = "";
        do
        {
            var page = await Get($"/v1/clients/{client}/history?sort={sort}&limit=3{cursor}");
            walked.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("offset").GetInt64()));
            cursor = page.Text("next") is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(offsets, walked);
    }

    [Fact]
    public async Task The_past_is_told_as_it_was()
    {
        var offsets = await Tell("past-at");
        var items = (await Get("/v1/clients/past-at/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Story.Length, items.Count);
        // Changes of one millisecond are one moment: what it left behind is asked for.
        foreach (var moment in items.GroupBy(item => item.Text("recordedAt")))
        {
            var last = moment.Last();
            var client = await Get($"/v1/clients/past-at?at={moment.Key}");
            Assert.Equal(last.GetProperty("offset").GetInt64(), client.GetProperty("offset").GetInt64());
            Assert.Equal(last.Text("connection"), client.Text("connection"));
            Assert.Equal(moment.Key, (await Get($"/v1/clients/past-at/explain?at={moment.Key}")).Text("at"));
            var until = (await Get($"/v1/clients/past-at/history?at={moment.Key}")).GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(offsets.IndexOf(last.GetProperty("offset").GetInt64()) + 1, until.Count);
        }
    }

    [Fact]
    public async Task An_explanation_leads_to_the_very_changes()
    {
        var offsets = await Tell("past-why");
        var why = await Get("/v1/clients/past-why/explain");
        Assert.Equal(["clientId", "at", "icon", "conditions", "tags", "facts", "presence"], why.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"name":"offline-conventional-up-to-date-rts-enabled","row":1}""", Without(why.GetProperty("icon"), "text"));
        var facts = why.GetProperty("facts");
        Assert.Equal(["scanMethod", "pattern", "realTimeScan", "smartProtection", "roaming", "group"], facts.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"value":"conventional","since":null,"offset":null,"cause":null,"recordedAt":null}""", facts.GetProperty("scanMethod").GetRawText());
        Assert.Equal($$"""{"value":"enabled","since":"2026-05-01T08:00:04.000Z","offset":{{offsets[3]}},"cause":"report","seq":4}""", Without(facts.GetProperty("realTimeScan"), "recordedAt"));
        Assert.Equal($$"""{"value":false,"since":"2026-05-01T08:00:04.000Z","offset":{{offsets[3]}},"cause":"report","seq":4}""", Without(facts.GetProperty("roaming"), "recordedAt"));
        Assert.Equal($$"""{"value":"past","since":"2026-05-01T08:00:01.000Z","offset":{{offsets[0]}},"cause":"report","seq":1}""", Without(facts.GetProperty("group"), "recordedAt"));
    }

    [Fact]
    public async Task An_explanation_says_what_the_icon_hides_and_what_to_do()
    {
        await host.Http.Reported("past-hidden", 1, """{"scanMethod":"smart","smartProtection":"connected","pattern":{"status":"outdated"},"realTimeScan":"disabled"}""");
        var conditions = (await Get("/v1/clients/past-hidden/explain")).GetProperty("conditions").EnumerateArray().ToList();
        Assert.Equal(["pattern-outdated", "real-time-scan-disabled"], conditions.Select(condition => condition.Text("code")));
        Assert.Equal([false, true], conditions.Select(condition => condition.GetProperty("shownByIcon").GetBoolean()));
        Assert.All(conditions, condition => Assert.NotEmpty(condition.GetProperty("requiredActions").EnumerateArray()));
    }

    [Fact]
    public async Task A_forgotten_client_is_gone_from_lists_and_explanations_and_keeps_its_history()
    {
        var taken = await host.Http.Reported("past-gone", 1, """{"group":"past-gone"}""");
        Assert.Equal(1, (await Get($"/v1/fleet/summary?group=past-gone&minOffset={taken.GetProperty("offset")}")).GetProperty("total").GetInt64());
        var forgotten = await (await host.Http.DeleteAsync("/v1/clients/past-gone")).Json();
        Assert.Equal(["clientId", "offset"], forgotten.EnumerateObject().Select(member => member.Name));

        var summary = await Get($"/v1/fleet/summary?group=past-gone&minOffset={forgotten.GetProperty("offset")}");
        Assert.Equal(0, summary.GetProperty("total").GetInt64());
        Assert.Empty((await Get($"/v1/clients?q=past-gone&minOffset={forgotten.GetProperty("offset")}")).GetProperty("items").EnumerateArray());
        await (await host.Http.GetAsync("/v1/clients/past-gone/explain")).Problem(HttpStatusCode.Gone, "forgotten");
        var history = (await Get("/v1/clients/past-gone/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["report", "operator"], history.Select(item => item.Text("cause")));
        Assert.Equal([false, true], history.Select(item => item.TryGetProperty("forgotten", out var told) && told.GetBoolean()));
        Assert.Equal("past-gone", (await Get($"/v1/clients/past-gone?at={history[0].Text("recordedAt")}")).Text("clientId"));
    }

    [Theory]
    [InlineData("history")]
    [InlineData("explain")]
    public async Task Who_is_unknown_has_no_past(string question) =>
        await (await host.Http.GetAsync($"/v1/clients/never-heard-of/{question}")).Problem(HttpStatusCode.NotFound, "not-found");

    /// <returns>The offsets of the changes.</returns>
    private async Task<List<long>> Tell(string client)
    {
        var offsets = new List<long>();
        foreach (var facts in Story)
            offsets.Add((await host.Http.Reported(client, offsets.Count + 1, facts, $"2026-05-01T08:00:0{offsets.Count + 1}Z")).GetProperty("offset").GetInt64());
        return offsets;
    }

    private async Task<JsonElement> Get(string address) => await (await host.Http.GetAsync(address)).Json();

    private static string Without(JsonElement whole, string name) =>
        $"{{{string.Join(',', whole.EnumerateObject().Where(member => member.Name != name).Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}"))}}}";
}
