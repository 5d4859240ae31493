using System.Text.Json;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class FleetTests(SharedHost host)
{
    [Fact]
    public async Task Counts_are_told_in_full()
    {
        await host.Http.Reported("count-1", 1, """{"group":"count-a","realTimeScan":"stopped","pattern":{"status":"outdated"}}""");
        await host.Http.Reported("count-2", 1, """{"group":"count-a","roaming":true}""");
        var taken = await host.Http.Reported("count-3", 1, """{"group":"count-b"}""");
        var summary = await Get($"/v1/fleet/summary?group=count-a&group=count-b&minOffset={taken.GetProperty("offset")}");
        Assert.Equal(
            $$$"""
            {"offset":{{{summary.GetProperty("offset")}}},"at":"{{{summary.Text("at")}}}","total":3,"byConnection":{"online":0,"offline":2,"roaming":1},
            "byIcon":{"offline-conventional-up-to-date-rts-enabled":1,"offline-conventional-outdated-rts-stopped":1,"roaming-conventional-up-to-date-rts-enabled":1},
            "byCondition":{"pattern-outdated":1,"real-time-scan-disabled":0,"real-time-scan-stopped":1,"web-reputation-unreachable":0,"smart-protection-unreachable":0,"duplicate-identity":0},
            "byGroup":{"count-a":2,"count-b":1},"needsAction":1,"needsActionBy":{"user":1,"operator":1}}
            """.ReplaceLineEndings(""),
            summary.GetRawText());
    }

    [Fact]
    public async Task Counts_of_the_past_and_what_lies_between_two_moments()
    {
        var then = await Tell(1, """{"group":"diff","realTimeScan":"stopped"}""", "diff-1", "diff-2", "diff-3");
        var now = await Tell(2, """{"realTimeScan":"enabled"}""", "diff-1", "diff-3");

        var past = await Get($"/v1/fleet/summary?group=diff&at={then}");
        Assert.Equal(then, past.Text("at"));
        Assert.Equal("""{"offline-conventional-up-to-date-rts-stopped":3}""", past.GetProperty("byIcon").GetRawText());

        var diff = await Get($"/v1/fleet/diff?group=diff&from={then}&to={now}&limit=1");
        Assert.Equal(["from", "to", "moves", "items", "next"], diff.EnumerateObject().Select(member => member.Name));
        Assert.Equal(past.GetRawText(), diff.GetProperty("from").GetRawText());
        Assert.Equal(2, diff.GetProperty("to").GetProperty("byIcon").GetProperty("offline-conventional-up-to-date-rts-enabled").GetInt64());
        const string move = "\"from\":\"offline-conventional-up-to-date-rts-stopped\",\"to\":\"offline-conventional-up-to-date-rts-enabled\"";
        Assert.Equal($$"""[{{{move}},"count":2}]""", diff.GetProperty("moves").GetRawText());
        Assert.Equal($$"""[{"clientId":"diff-1",{{move}}}]""", diff.GetProperty("items").GetRawText());

        var rest = await Get($"/v1/fleet/diff?group=diff&from={then}&to={now}&limit=1&cursor={diff.Text("next")}");
        Assert.Equal($$"""[{"clientId":"diff-3",{{move}}}]""", rest.GetProperty("items").GetRawText());
        Assert.Null(rest.Text("next"));
        Assert.Equal(diff.GetProperty("moves").GetRawText(), rest.GetProperty("moves").GetRawText());
    }

    [Fact]
    public async Task Groups_come_page_by_page_the_worst_first_now_and_then()
    {
        var then = await Tell(1, """{"group":"worst-1","realTimeScan":"stopped"}""", "worst-1a", "worst-1b");
        await Tell(1, """{"group":"worst-2","roaming":true,"realTimeScan":"stopped"}""", "worst-2a", "worst-2b", "worst-2c");
        await Tell(2, """{"realTimeScan":"enabled"}""", "worst-1a", "worst-1b");
        var offset = (await Get("/v1/clients/worst-1b/history")).GetProperty("offset");
        var address = $"/v1/fleet/summary?by=group&group=worst-1&group=worst-2&limit=1&minOffset={offset}";
        var page = await Get(address);
        Assert.Equal((5, 1), (page.GetProperty("total").GetInt64(), page.GetProperty("byGroup").EnumerateObject().Count()));
        var worst = page.GetProperty("items")[0];
        Assert.Equal(("worst-2", 3, 3), (worst.Text("group"), worst.GetProperty("total").GetInt64(), worst.GetProperty("needsAction").GetInt64()));
        var roaming = worst.GetProperty("byConnection").GetProperty("roaming");
        Assert.Equal((3, 3), (roaming.GetProperty("needsAction").GetInt64(), roaming.GetProperty("byCondition").GetProperty("real-time-scan-stopped").GetInt64()));
        var last = await Get($"{address}&cursor={page.Text("next")}");
        Assert.Equal(("worst-1", 0), (last.GetProperty("items")[0].Text("group"), last.GetProperty("items")[0].GetProperty("needsAction").GetInt64()));
        Assert.Null(last.Text("next"));
        var past = (await Get($"{address}&at={then}")).GetProperty("items");
        Assert.Equal(("worst-1", 2), (past[0].Text("group"), past[0].GetProperty("needsAction").GetInt64()));
        Assert.False((await Get("/v1/fleet/summary?group=worst-1")).TryGetProperty("next", out _));
    }

    [Fact]
    public async Task What_changed_is_told_of_all_clients_that_the_filters_take()
    {
        var then = await Tell(1, """{"group":"changed"}""", "changed-1", "changed-2");
        await Tell(2, """{"realTimeScan":"stopped"}""", "changed-1");
        await host.Http.DeleteAsync(new Uri("/v1/clients/changed-2", UriKind.Relative));
        var changes = (await Get($"/v1/changes?from={then}&group=changed")).GetProperty("items");
        Assert.Equal(["changed-1 report", "changed-2 operator"], changes.EnumerateArray().Select(item => $"{item.Text("clientId")} {item.Text("cause")}"));
        Assert.Equal(("changed", "stopped"), (changes[0].Text("group"), changes[0].GetProperty("facts").Text("realTimeScan")));
        Assert.True(changes[1].GetProperty("forgotten").GetBoolean());
        var page = await Get($"/v1/changes?from=2000-01-01T00:00:00Z&group=changed&limit=3");
        Assert.Equal(3, page.GetProperty("items").GetArrayLength());
        var rest = await Get($"/v1/changes?from=2000-01-01T00:00:00Z&group=changed&limit=3&cursor={page.Text("next")}");
        Assert.Equal("changed-2", rest.GetProperty("items")[0].Text("clientId"));
        Assert.Equal("", (await Get($"/v1/clients?group=changed&realTimeScan=stopped&at={then}")).Ids());
        Assert.Equal("changed-1 changed-2", (await Get($"/v1/clients?group=changed&at={then}")).Ids());
    }

    [Fact]
    public async Task Who_was_uninstalled_is_left_out_unless_asked_for_by_cause()
    {
        await host.Http.Reported("left-1", 1, """{"group":"left"}""");
        using (var session = new ClientSession(host.Grpc))
        {
            await session.Welcomed("left-1");
            await Settles("/v1/clients?group=left&connection=online&presenceCause=session", "left-1");
            await session.Goodbye(GoodbyeReason.Uninstalled);
            Assert.Equal(ServerMessage.MessageOneofCase.Closing, (await session.Next(ServerMessage.MessageOneofCase.Closing)).MessageCase);
        }

        await Settles("/v1/clients?group=left&presenceCause=goodbye", "left-1");
        Assert.Equal("", (await Get("/v1/clients?group=left")).Ids());
        Assert.Equal("", (await Get("/v1/clients?group=left&connection=offline")).Ids());
        Assert.Equal("", (await Get("/v1/clients?group=left&presenceCause=broken")).Ids());
        Assert.Equal(0, (await Get("/v1/fleet/summary?group=left")).GetProperty("total").GetInt64());
        var client = (await Get("/v1/clients?group=left&presenceCause=goodbye")).GetProperty("items")[0];
        Assert.Equal("goodbye", client.GetProperty("presence").Text("cause"));
        Assert.Equal("uninstalled", client.GetProperty("presence").Text("goodbye"));
        var left = (await Get("/v1/clients/left-1/history?sort=-offset")).GetProperty("items")[0];
        Assert.Equal("uninstalled", left.Text("goodbye"));
        Assert.False(left.TryGetProperty("forgotten", out _));
        Assert.Equal("", (await Get("/v1/clients?group=left&presenceCause=goodbye&offlineSince=2026-05-01T08:00:00Z")).Ids());
    }

    /// <summary>What a session does has no answer that tells its offset: the list is asked until it shows it.</summary>
    private Task Settles(string address, string expected) => Eventually.Holds(async () => (await Get(address)).Ids() == expected);

    /// <returns>When the last of the reports was recorded. What happens after this is later, also by the milliseconds in which the past is asked for.</returns>
    private async Task<string> Tell(long seq, string facts, params string[] clients)
    {
        foreach (var client in clients)
            await host.Http.Reported(client, seq, facts);
        var then = (await Get($"/v1/clients/{clients[^1]}/history?sort=-offset&limit=1")).GetProperty("items")[0].Text("recordedAt")!;
        await Eventually.Holds(() => Task.FromResult(DateTimeOffset.UtcNow > DateTimeOffset.Parse(then, System.Globalization.CultureInfo.InvariantCulture).AddMilliseconds(1)));
        return then;
    }

    private async Task<JsonElement> Get(string address) => await (await host.Http.GetAsync(address)).Json();
}
