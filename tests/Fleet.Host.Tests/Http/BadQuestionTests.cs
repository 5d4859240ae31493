using System.Globalization;
using System.Net;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Whatever is wrong with a question is told with the parameter's name and what it takes.</summary>
[Collection(OnSharedHost.Name)]
public sealed class BadQuestionTests(SharedHost host) : IAsyncLifetime
{
    private long _offset;

    public async Task InitializeAsync() => _offset = await Population.Report(host.Http);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("clients?colour=red", "unknown-parameter", "colour", "connection")]
    [InlineData("clients?conection=online", "unknown-parameter", "conection", "connection")]
    [InlineData("clients?connection=Online", "out-of-range", "connection", "online, offline, roaming")]
    [InlineData("clients?connection=online,offline", "out-of-range", "connection", "online, offline, roaming")]
    [InlineData("clients?scanMethod=", "out-of-range", "scanMethod", "conventional, smart")]
    [InlineData("clients?pattern=old", "out-of-range", "pattern", "up-to-date, outdated")]
    [InlineData("clients?realTimeScan=off", "out-of-range", "realTimeScan", "enabled, disabled, stopped")]
    [InlineData("clients?smartProtection=none", "out-of-range", "smartProtection", "not-used, connected, disconnected")]
    [InlineData("clients?icon=red", "out-of-range", "icon", "GET /v1/icons")]
    [InlineData("clients?condition=virus", "out-of-range", "condition", "pattern-outdated")]
    [InlineData("clients?group=a%20b", "out-of-range", "group", "1 to 128 characters")]
    [InlineData("clients?presenceCause=asleep", "out-of-range", "presenceCause", "goodbye")]
    [InlineData("clients?needsAction=maybe", "out-of-range", "needsAction", "true, false, user, operator")]
    [InlineData("clients?offlineSince=yesterday", "out-of-range", "offlineSince", "RFC 3339")]
    [InlineData("clients?q=%25", "out-of-range", "q", "the beginning of an id")]
    [InlineData("clients?sort=colour", "out-of-range", "sort", "clientId, group, connection, icon, lastReport, since")]
    [InlineData("clients?sort=--icon", "out-of-range", "sort", "- before it")]
    [InlineData("clients?limit=0", "out-of-range", "limit", "1 to 1000")]
    [InlineData("clients?limit=1001", "out-of-range", "limit", "1 to 1000")]
    [InlineData("clients?limit=ten", "out-of-range", "limit", "1 to 1000")]
    [InlineData("clients?limit=1&limit=2", "out-of-range", "limit", "one value")]
    [InlineData("clients?cursor=abc", "bad-cursor", "cursor", "next")]
    [InlineData("clients?cursor=%00", "bad-cursor", "cursor", "next")]
    [InlineData("clients?minOffset=-1", "out-of-range", "minOffset", "0 or more")]
    [InlineData("clients?minOffset=1000000", "offset-ahead", "minOffset", "which ends at")]
    [InlineData("clients?minOffset=9223372036854775808", "out-of-range", "minOffset", "0 or more")]
    [InlineData("clients/list-a1?at=2026-05-01", "out-of-range", "at", "RFC 3339")]
    [InlineData("clients/list-a1?at=2026-05-01T08:00:00", "out-of-range", "at", "RFC 3339")]
    [InlineData("clients/list-a1?at=2000-01-01T00:00:00Z", "before-begin", "at", "since the journal began")]
    [InlineData("clients/list-a1?minOffset=1000000", "offset-ahead", "minOffset", "which ends at")]
    [InlineData("clients/list-a1/history?sort=time", "out-of-range", "sort", "offset or -offset")]
    [InlineData("clients/list-a1/history?limit=1001", "out-of-range", "limit", "1 to 1000")]
    [InlineData("clients/list-a1/history?cursor=abc", "bad-cursor", "cursor", "next")]
    [InlineData("clients/list-a1/history?at=2000-01-01T00:00:00Z", "before-begin", "at", "since the journal began")]
    [InlineData("clients/list-a1/explain?at=2000-01-01T00:00:00Z", "before-begin", "at", "since the journal began")]
    [InlineData("clients/list-a1/explain?limit=1", "unknown-parameter", "limit", "at, minOffset")]
    [InlineData("clients/a%20b/history", "out-of-range", "clientId", "1 to 128 characters")]
    [InlineData("clients/a%20b/explain", "out-of-range", "clientId", "1 to 128 characters")]
    [InlineData("fleet/summary?at=2000-01-01T00:00:00Z", "before-begin", "at", "since the journal began")]
    [InlineData("fleet/summary?at=noon", "out-of-range", "at", "RFC 3339")]
    [InlineData("fleet/summary?group=", "out-of-range", "group", "1 to 128 characters")]
    [InlineData("fleet/summary?minOffset=1000000", "offset-ahead", "minOffset", "which ends at")]
    [InlineData("fleet/diff", "missing", "from", "RFC 3339")]
    [InlineData("fleet/diff?from=2026-05-01T08:00:00Z", "missing", "to", "RFC 3339")]
    [InlineData("fleet/diff?from=2026-05-02T08:00:00Z&to=2026-05-01T08:00:00Z", "out-of-range", "from", "not after to")]
    [InlineData("fleet/diff?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z", "before-begin", "from", "since the journal began")]
    [InlineData("clients?search=%25", "out-of-range", "search", "a part of an id")]
    [InlineData("clients?at=2000-01-01T00:00:00Z", "before-begin", "at", "since the journal began")]
    [InlineData("clients.csv?limit=5", "unknown-parameter", "limit", "connection")]
    [InlineData("clients.csv?sort=colour", "out-of-range", "sort", "clientId, group")]
    [InlineData("fleet/summary?by=icon", "out-of-range", "by", "group")]
    [InlineData("fleet/summary?cursor=abc", "bad-cursor", "cursor", "next")]
    [InlineData("fleet/summary?by=group&cursor=abc", "bad-cursor", "cursor", "next")]
    [InlineData("changes", "missing", "from", "RFC 3339")]
    [InlineData("changes?from=2026-05-02T08:00:00Z&to=2026-05-01T08:00:00Z", "out-of-range", "from", "not after to")]
    [InlineData("changes?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z", "before-begin", "from", "since the journal began")]
    [InlineData("changes?from=2000-01-01T00:00:00Z&cursor=abc", "bad-cursor", "cursor", "next")]
    [InlineData("icon-changes?from=noon", "out-of-range", "from", "RFC 3339")]
    [InlineData("icon-changes?from=2026-05-01T08:00:00Z&after=1", "contradiction", "from", "exclude each other")]
    [InlineData("recordings", "missing", "from", "RFC 3339")]
    [InlineData("recordings?from=2026-05-01T08:00:00Z", "missing", "to", "RFC 3339")]
    [InlineData("recordings?from=2026-05-01T08:00:00Z&to=noon", "out-of-range", "to", "RFC 3339")]
    [InlineData("recordings?from=2026-05-02T08:00:00Z&to=2026-05-01T08:00:00Z", "out-of-range", "from", "not after to")]
    [InlineData("recordings?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z", "before-begin", "from", "since the journal began")]
    [InlineData("recordings?since=2026-05-01T08:00:00Z", "unknown-parameter", "since", "from, to")]
    [InlineData("icon-changes?after=-1", "out-of-range", "after", "0 or more")]
    [InlineData("icon-changes?after=1000000", "offset-ahead", "after", "which ends at")]
    [InlineData("icon-changes?sort=offset", "unknown-parameter", "sort", "after, from, group, connection, condition")]
    public async Task It_is_refused_by_name(string question, string code, string field, string takes)
    {
        var problem = await (await host.Http.GetAsync($"/v1/{question}")).Problem(HttpStatusCode.BadRequest, code, field);
        Assert.Contains(takes, problem.Text("detail")!, StringComparison.Ordinal);
        Assert.False(problem.TryGetProperty("retryAfterSeconds", out _));
    }

    [Theory]
    [InlineData("clients?minOffset=9223372036854775807", "minOffset")]
    [InlineData("clients/list-a1?minOffset=9000000000", "minOffset")]
    [InlineData("clients/list-a1/history?minOffset=9000000000", "minOffset")]
    [InlineData("clients/list-a1/explain?minOffset=9000000000", "minOffset")]
    [InlineData("fleet/summary?minOffset=9000000000", "minOffset")]
    [InlineData("icon-changes?after=9000000000", "after")]
    public async Task An_offset_so_far_ahead_is_of_another_journal(string question, string field)
    {
        var problem = await (await host.Http.GetAsync($"/v1/{question}")).Problem(HttpStatusCode.Gone, "journal-replaced", field);
        Assert.Contains("begin anew", problem.Text("detail")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clients/list-a1?at=T")]
    [InlineData("clients/list-a1/history?at=T")]
    [InlineData("clients/list-a1/explain?at=T")]
    [InlineData("fleet/summary?at=T")]
    [InlineData("fleet/diff?from=T&to=T")]
    [InlineData("recordings?from=T&to=T")]
    public async Task A_moment_before_the_journal_is_told_when_that_began(string question)
    {
        var far = await (await host.Http.GetAsync($"/v1/{question.Replace("T", "2000-01-01T00:00:00Z", StringComparison.Ordinal)}")).Json(HttpStatusCode.BadRequest, "application/problem+json");
        const string words = "since the journal began, at ";
        Assert.Contains(words, far.Text("detail")!, StringComparison.Ordinal);
        var began = far.Text("detail")!.Split(words)[1].Split('Z')[0] + "Z";
        await (await host.Http.GetAsync($"/v1/fleet/summary?at={began}&minOffset={_offset}")).Json();
    }

    [Theory]
    [InlineData("clients?conection=online", "Did you mean connection?")]
    [InlineData("clients?foo=1", null)]
    [InlineData("clients?at=1", null)]
    [InlineData("clients?x=1", null)]
    [InlineData("fleet/diff?foo=1", null)]
    public async Task Only_what_is_near_is_suggested(string question, string? hint)
    {
        var detail = (await (await host.Http.GetAsync($"/v1/{question}")).Json(HttpStatusCode.BadRequest, "application/problem+json")).Text("detail")!;
        Assert.EndsWith(hint ?? ".", detail);
        Assert.Equal(hint is not null, detail.Contains("Did you mean", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("q=list-&limit=2", "q=list-b&limit=2")]
    [InlineData("q=list-&limit=2", "q=list-&sort=-clientId")]
    [InlineData("q=list-&limit=2", "q=list-&connection=offline")]
    public async Task A_cursor_of_another_question_is_refused(string question, string another)
    {
        var page = await (await host.Http.GetAsync($"/v1/clients?{question}&minOffset={_offset}")).Json();
        var cursor = page.Text("next")!;
        await (await host.Http.GetAsync($"/v1/clients?{another}&cursor={cursor}")).Problem(HttpStatusCode.BadRequest, "bad-cursor", "cursor");
        await (await host.Http.GetAsync($"/v1/clients?{question}&cursor={cursor[..^1]}")).Problem(HttpStatusCode.BadRequest, "bad-cursor", "cursor");
        await (await host.Http.GetAsync($"/v1/clients/list-a1/history?cursor={cursor}")).Problem(HttpStatusCode.BadRequest, "bad-cursor", "cursor");
        var now = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        await (await host.Http.GetAsync($"/v1/fleet/diff?from={now}&to={now}&cursor={cursor}")).Problem(HttpStatusCode.BadRequest, "bad-cursor", "cursor");
        // With another limit it is the same question.
        await (await host.Http.GetAsync($"/v1/clients?{question.Replace("limit=2", "limit=5", StringComparison.Ordinal)}&cursor={cursor}")).Json();
    }
}
