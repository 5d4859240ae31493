using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class ListTests(SharedHost host) : IAsyncLifetime
{
    private long _offset;

    public async Task InitializeAsync() => _offset = await Population.Report(host.Http);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("connection=online", "")]
    [InlineData("connection=offline", "a1 a2 b1 b2 b3")]
    [InlineData("connection=online&connection=roaming", "a3 b4")]
    [InlineData("scanMethod=smart", "b1 b2")]
    [InlineData("pattern=outdated", "b2 b3 b4")]
    [InlineData("realTimeScan=stopped", "a2")]
    [InlineData("realTimeScan=stopped&realTimeScan=disabled", "a2 a3")]
    [InlineData("smartProtection=disconnected", "b2 b3")]
    [InlineData("smartProtection=not-used&smartProtection=connected", "a1 a2 a3 b1 b4")]
    [InlineData("icon=offline-smart-rts-enabled-sps-connected", "b1")]
    [InlineData("icon=offline-smart-rts-enabled-sps-connected&icon=offline-smart-rts-enabled-sps-disconnected", "b1 b2")]
    [InlineData("condition=pattern-outdated", "b2 b3 b4")]
    [InlineData("condition=smart-protection-unreachable&condition=web-reputation-unreachable", "b2 b3")]
    [InlineData("group=list-a", "a1 a2 a3")]
    [InlineData("group=list-a&group=list-b&connection=roaming", "a3 b4")]
    [InlineData("presenceCause=never", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("presenceCause=goodbye", "")]
    [InlineData("needsAction=false", "a1 b1")]
    [InlineData("needsAction=true", "a2 a3 b2 b3 b4")]
    [InlineData("needsAction=user&realTimeScan=stopped", "a2")]
    [InlineData("needsAction=operator", "a3 b2 b3 b4")]
    [InlineData("offlineSince=2026-05-01T09:00:00Z", "a1 a2 b1 b2 b3")]
    [InlineData("connection=offline&pattern=outdated&scanMethod=conventional", "b3")]
    [InlineData("group=list-a&scanMethod=smart", "")]
    public async Task Filters_of_one_name_are_alternatives_and_those_of_different_names_all_hold(string filters, string expected) =>
        Assert.Equal(expected, (await List($"q=list-&{filters}")).Ids());

    [Theory]
    [InlineData("list-a", "a1 a2 a3")]
    [InlineData("list-b4", "b4")]
    [InlineData("list-b4x", "")]
    [InlineData("LIST-", "")]
    public async Task An_id_is_found_by_its_beginning(string prefix, string expected) => Assert.Equal(expected, (await List($"q={prefix}")).Ids());

    [Theory]
    [InlineData("clientId", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("-clientId", "b4 b3 b2 b1 a3 a2 a1")]
    [InlineData("group", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("-group", "b4 b3 b2 b1 a3 a2 a1")]
    [InlineData("connection", "a1 a2 b1 b2 b3 a3 b4")]
    [InlineData("-connection", "b4 a3 b3 b2 b1 a2 a1")]
    [InlineData("lastReport", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("-lastReport", "b4 b3 b2 b1 a3 a2 a1")]
    [InlineData("since", "a1 a2 a3 b1 b2 b3 b4")]
    [InlineData("-since", "b4 b3 b2 b1 a3 a2 a1")]
    [InlineData("icon", "b3 a1 a2 b1 b2 b4 a3")]
    [InlineData("-icon", "a3 b4 b2 b1 a2 a1 b3")]
    public async Task An_order_goes_up_or_down_and_equals_go_by_id(string sort, string expected) =>
        Assert.Equal(expected, (await List($"q=list-&sort={sort}")).Ids());

    [Theory]
    [InlineData("clientId", 1)]
    [InlineData("-icon", 2)]
    [InlineData("lastReport", 3)]
    [InlineData("group", 7)]
    public async Task A_walk_by_cursors_meets_every_client_once(string sort, int limit)
    {
        var question = $"q=list-&sort={sort}";
        var whole = (await List(question)).Ids();
        var walked = new List<string>();
        string? cursor = null;
        do
        {
            var page = await List($"{question}&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, limit);
            walked.Add(page.Ids());
            cursor = page.Text("next");
            Assert.Matches("^[A-Za-z0-9_-]*$", cursor ?? "");
        }
        while (cursor is not null);
        Assert.Equal(whole, string.Join(' ', walked));
    }

    [Fact]
    public async Task A_cursor_outlives_changes_and_skips_nobody_who_did_not_change()
    {
        await host.Http.Reported("walk-1", 1, "{}");
        await host.Http.Reported("walk-2", 1, "{}");
        var last = await host.Http.Reported("walk-3", 1, "{}");
        var first = await Ask($"q=walk-&limit=1&minOffset={last.GetProperty("offset")}");
        Assert.Equal("walk-1", first.Ids());
        var changed = await host.Http.Reported("walk-2", 2, """{"roaming":true}""");
        Assert.Equal("walk-2 walk-3", (await Ask($"q=walk-&cursor={first.Text("next")}&minOffset={changed.GetProperty("offset")}")).Ids());
    }

    [Fact]
    public async Task Who_reports_reads_what_it_reported()
    {
        for (var seq = 1; seq <= 10; seq++)
        {
            var taken = await host.Http.Reported("own-1", seq, $$"""{"roaming":{{(seq % 2 == 1 ? "true" : "false")}}}""");
            var page = await Ask($"q=own-1&minOffset={taken.GetProperty("offset")}");
            Assert.Equal(taken.Text("icon"), page.GetProperty("items")[0].Text("icon"));
            Assert.True(page.GetProperty("offset").GetInt64() >= taken.GetProperty("offset").GetInt64());
        }
    }

    [Theory]
    [InlineData("search=ist-a", "a1 a2 a3")]
    [InlineData("search=ist-b&pattern=outdated&sort=-icon", "b4 b2 b3")]
    [InlineData("search=ist-b&q=list-b&connection=roaming", "b4")]
    [InlineData("search=LIST-A", "")]
    public async Task Clients_are_found_by_any_part_of_their_id(string question, string clients)
    {
        var page = await List(question);
        Assert.Equal(clients, page.Ids());
        Assert.Equal(clients.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_page_tells_how_many_there_are_in_all() =>
        Assert.Equal((7, 2), (await List("group=list-a&group=list-b&limit=2") is var page ? page.GetProperty("total").GetInt32() : 0, page.GetProperty("items").GetArrayLength()));

    [Fact]
    public async Task A_client_of_a_list_is_told_as_it_is_alone()
    {
        var alone = await (await host.Http.GetAsync("/v1/clients/list-b2")).Json();
        Assert.Equal(alone.GetRawText(), (await List("q=list-b2")).GetProperty("items")[0].GetRawText());
    }

    private Task<JsonElement> List(string question) => Ask($"{question}&minOffset={_offset}");

    private async Task<JsonElement> Ask(string question)
    {
        var page = await (await host.Http.GetAsync($"/v1/clients?{question.TrimStart('&')}")).Json();
        Assert.Equal(["items", "next", "offset", "total"], page.EnumerateObject().Select(member => member.Name));
        return page;
    }
}
