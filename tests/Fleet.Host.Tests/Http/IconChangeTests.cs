using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>The stream of icon changes over real sockets; each test has a group of its own.</summary>
[Collection(OnSharedHost.Name)]
public sealed class IconChangeTests(SharedHost host)
{
    [Fact]
    public async Task A_live_reader_is_told_of_a_change_with_all_its_members()
    {
        await using var events = await EventReader.Open(host.Http, "?group=feed-live");
        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.ToString());
        Assert.True(events.Response.Headers.CacheControl?.NoStore);
        Assert.Equal("no", Assert.Single(events.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal("caught-up", (await events.Next())?.Type);
        Assert.Equal(2, events.Retry.TotalSeconds);

        var taken = await host.Http.Reported("feed-live-1", 1, """{"group":"feed-live","realTimeScan":"stopped"}""");
        var change = await events.NextChange();
        Assert.Equal(
            ["offset", "clientId", "group", "from", "to", "conditions", "cause", "observedAt", "recordedAt"],
            change.EnumerateObject().Select(member => member.Name));
        Assert.Equal(taken.GetProperty("offset").GetInt64(), change.GetProperty("offset").GetInt64());
        Assert.Equal(("feed-live-1", "feed-live", null), (change.Text("clientId"), change.Text("group"), change.Text("from")));
        Assert.Equal(("offline-conventional-up-to-date-rts-stopped", "report"), (change.Text("to"), change.Text("cause")));
        Assert.Equal("""["real-time-scan-stopped"]""", change.GetProperty("conditions").GetRawText());
        Assert.Equal("2026-05-01T08:00:00.000Z", change.Text("observedAt"));
        Assert.EndsWith("Z", change.Text("recordedAt"), StringComparison.Ordinal);

        await host.Http.Reported("feed-live-1", 2, """{"realTimeScan":"enabled"}""");
        change = await events.NextChange();
        Assert.Equal(
            ("offline-conventional-up-to-date-rts-stopped", "offline-conventional-up-to-date-rts-enabled"), (change.Text("from"), change.Text("to")));
    }

    [Fact]
    public async Task From_the_first_offset_all_that_has_been_is_told_and_then_the_word_that_it_is()
    {
        foreach (var (seq, scan) in ((long, string)[])[(1, "stopped"), (2, "stopped"), (3, "enabled")])
            await host.Http.Reported("feed-all-1", seq, $$"""{"group":"feed-all","realTimeScan":"{{scan}}"}""");
        await using var events = await EventReader.Open(host.Http, "?after=0&group=feed-all");
        Assert.Equal(
            ["offline-conventional-up-to-date-rts-stopped", "offline-conventional-up-to-date-rts-enabled"],
            (await events.ChangesUntil("caught-up")).Select(change => change.Text("to")));
    }

    [Fact]
    public async Task The_header_goes_before_the_parameter()
    {
        var first = (await host.Http.Reported("feed-resume-1", 1, """{"group":"feed-resume","realTimeScan":"stopped"}""")).GetProperty("offset").GetRawText();
        var second = (await host.Http.Reported("feed-resume-1", 2, """{"realTimeScan":"enabled"}""")).GetProperty("offset").GetInt64();
        await using var both = await EventReader.Open(host.Http, "?after=0&group=feed-resume", first);
        Assert.Equal([second], Offsets(await both.ChangesUntil("caught-up")));
        await using var parameter = await EventReader.Open(host.Http, $"?after={first}&group=feed-resume");
        Assert.Equal([second], Offsets(await parameter.ChangesUntil("caught-up")));
    }

    [Theory]
    [InlineData("group=fa", "plain roaming outdated")]
    [InlineData("group=fa&connection=roaming", "roaming")]
    [InlineData("group=fa&connection=roaming&connection=offline", "plain roaming outdated")]
    [InlineData("group=fa&group=fb&condition=pattern-outdated", "outdated both")]
    [InlineData("group=fa&group=fb&condition=pattern-outdated&condition=real-time-scan-disabled", "roaming outdated both")]
    [InlineData("group=fa&group=fb&condition=pattern-outdated&connection=roaming", "both")]
    [InlineData("group=fa&connection=online", "")]
    public async Task Values_of_one_filter_are_alternatives_and_different_filters_must_all_hold(string filter, string expected)
    {
        // Every case asks the same clients: what was reported before is only repeated.
        await host.Http.Reported("filter:plain", 1, """{"group":"fa"}""");
        await host.Http.Reported("filter:roaming", 1, """{"group":"fa","roaming":true,"realTimeScan":"disabled"}""");
        await host.Http.Reported("filter:outdated", 1, """{"group":"fa","pattern":{"status":"outdated"}}""");
        await host.Http.Reported("filter:both", 1, """{"group":"fb","roaming":true,"pattern":{"status":"outdated"}}""");
        await using var events = await EventReader.Open(host.Http, $"?after=0&{filter}");
        Assert.Equal(expected, string.Join(' ', (await events.ChangesUntil("caught-up")).Select(change => change.Text("clientId")!.Split(':')[1])));
    }

    [Theory]
    [InlineData("?colour=red", null, "unknown-parameter", "colour", "after, from, group, connection, condition")]
    [InlineData("?after=", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=-1", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=1.5", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=0x1", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=99999999999999999999", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=0&after=0", null, "out-of-range", "after", "whole number")]
    [InlineData("?after=1000000", null, "offset-ahead", "after", "ends at")]
    [InlineData("", "yesterday", "out-of-range", "Last-Event-ID", "whole number")]
    [InlineData("?after=0", "1000000", "offset-ahead", "Last-Event-ID", "ends at")]
    [InlineData("?group=", null, "out-of-range", "group", "1 to 128 characters")]
    [InlineData("?group=sales&group=two%20words", null, "out-of-range", "group", "1 to 128 characters")]
    [InlineData("?connection=gone", null, "out-of-range", "connection", "online, offline, roaming")]
    [InlineData("?connection=Online", null, "out-of-range", "connection", "online, offline, roaming")]
    [InlineData("?condition=none", null, "out-of-range", "condition", "pattern-outdated, real-time-scan-disabled")]
    public async Task What_is_not_taken_is_refused_by_name_with_what_is(string query, string? lastEventId, string code, string field, string takes)
    {
        using var response = await EventReader.Ask(host.Http, query, lastEventId);
        var problem = await response.Problem(HttpStatusCode.BadRequest, code, field);
        Assert.Contains(takes, problem.Text("detail"), StringComparison.Ordinal);
    }

    private static List<long> Offsets(IEnumerable<JsonElement> changes) => [.. changes.Select(change => change.GetProperty("offset").GetInt64())];
}
