using System.Net;
using System.Text;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class ReportTests(SharedHost host)
{
    [Fact]
    public async Task A_report_is_answered_with_all_that_it_brought_about()
    {
        var taken = await host.Http.Reported("taken-1", 1, """{"realTimeScan":"stopped","pattern":{"status":"outdated"}}""");
        Assert.Equal(
            ["clientId", "seq", "offset", "icon", "changed", "repeated", "lastSeq"],
            taken.EnumerateObject().Select(member => member.Name));
        Assert.Equal("taken-1", taken.Text("clientId"));
        Assert.Equal(1, taken.GetProperty("seq").GetInt64());
        Assert.True(taken.GetProperty("offset").GetInt64() > 0);
        Assert.Equal("offline-conventional-outdated-rts-stopped", taken.Text("icon"));
        Assert.True(taken.GetProperty("changed").GetBoolean());
        Assert.False(taken.GetProperty("repeated").GetBoolean());
        Assert.Equal(1, taken.GetProperty("lastSeq").GetInt64());
    }

    [Fact]
    public async Task A_report_that_changes_nothing_says_so()
    {
        var first = await host.Http.Reported("unchanged-1", 1, """{"roaming":true}""");
        var second = await host.Http.Reported("unchanged-1", 2, """{"roaming":true}""");
        Assert.False(second.GetProperty("changed").GetBoolean());
        Assert.Equal(first.GetProperty("offset").GetInt64(), second.GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task A_repeat_is_answered_again_without_effect()
    {
        await host.Http.Reported("repeat-1", 1, """{"realTimeScan":"disabled"}""");
        var last = await host.Http.Reported("repeat-1", 2, """{"realTimeScan":"enabled"}""");
        var again = await host.Http.Reported("repeat-1", 1, """{"realTimeScan":"disabled"}""");
        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.False(again.GetProperty("changed").GetBoolean());
        Assert.Equal(2, again.GetProperty("lastSeq").GetInt64());
        Assert.Equal(last.Text("icon"), again.Text("icon"));
    }

    [Fact]
    public async Task Without_acked_nothing_is_outstanding()
    {
        var taken = await host.Http.Reported("later-1", 40, """{"roaming":false}""");
        Assert.Equal(40, taken.GetProperty("lastSeq").GetInt64());
    }

    [Fact]
    public async Task A_gap_is_a_conflict_that_says_where_to_go_on()
    {
        var response = await host.Http.Report("gap-1", """{"seq":5,"acked":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"roaming":true}}""");
        var problem = await response.Problem(HttpStatusCode.Conflict, "gap", "seq");
        Assert.Equal(1, problem.GetProperty("lastSeq").GetInt64());
        Assert.Equal(1, problem.GetProperty("retryAfterSeconds").GetInt32());
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        await (await host.Http.GetAsync("/v1/clients/gap-1")).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("", "malformed", null)]
    [InlineData("{", "malformed", null)]
    [InlineData("[]", "malformed", null)]
    [InlineData("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{},"colour":"red"}""", "malformed", "colour")]
    [InlineData("""{"observedAt":"2026-05-01T08:00:00Z","facts":{}}""", "missing", "seq")]
    [InlineData("""{"seq":0,"observedAt":"2026-05-01T08:00:00Z","facts":{}}""", "out-of-range", "seq")]
    [InlineData("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"realTimeScan":"asleep"}}""", "out-of-range", "facts.realTimeScan")]
    [InlineData("""{"seq":1,"observedAt":"2096-05-01T08:00:00Z","facts":{}}""", "too-far-ahead", "observedAt")]
    [InlineData("""{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"scanMethod":"smart","smartProtection":"not-used"}}""", "contradiction", "facts.smartProtection")]
    public async Task What_can_never_be_taken_is_refused_with_its_field_and_leaves_no_trace(string json, string code, string? field)
    {
        var client = $"bad-{Guid.NewGuid():N}";
        var problem = await (await host.Http.Report(client, json)).Problem(HttpStatusCode.BadRequest, code, field);
        Assert.False(problem.TryGetProperty("retryAfterSeconds", out _));
        await (await host.Http.GetAsync($"/v1/clients/{client}")).Problem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("no%20spaces")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%BC")]
    public async Task An_odd_id_is_refused_by_name(string id) =>
        await (await host.Http.Report(id, """{"seq":1}""")).Problem(HttpStatusCode.BadRequest, "out-of-range", "clientId");

    [Fact]
    public async Task An_id_may_have_128_characters_and_no_more()
    {
        await host.Http.Reported(new string('x', 128), 1, "{}");
        await (await host.Http.Report(new string('x', 129), """{"seq":1}""")).Problem(HttpStatusCode.BadRequest, "out-of-range", "clientId");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var body = """{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"group":"G"}}""".Replace("G", new string('g', 70_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/clients/big-1/reports") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        // It is refused by its length: who sends it at once may find the connection closed before the answer.
        request.Headers.ExpectContinue = true;
        await (await host.Http.SendAsync(request)).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task A_body_that_is_not_called_json_is_refused()
    {
        var response = await host.Http.PostAsync("/v1/clients/form-1/reports", new StringContent("seq=1", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await response.Problem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json", "gzip")]
    [InlineData("application/json", "identity, br")]
    [InlineData("application/json; charset=iso-8859-1", null)]
    [InlineData("application/json; charset=utf-16", null)]
    public async Task A_body_in_another_encoding_is_refused(string type, string? encoding)
    {
        using var response = await host.Http.PostAsync("/v1/clients/encoded-1/reports", Body(type, encoding));
        await response.Problem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json; charset=\"UTF-8\"", null)]
    [InlineData("application/json", "identity")]
    public async Task A_body_may_say_that_it_is_as_all_are(string type, string? encoding)
    {
        using var response = await host.Http.PostAsync("/v1/clients/encoded-2/reports", Body(type, encoding));
        await response.Json();
    }

    private static ByteArrayContent Body(string type, string? encoding)
    {
        var body = new ByteArrayContent("""{"seq":1,"observedAt":"2026-05-01t08:00:00z"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            body.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return body;
    }

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_by_name() =>
        await (await host.Http.Report("query-1", """{"seq":1}""", "?dryRun=true")).Problem(HttpStatusCode.BadRequest, "unknown-parameter", "dryRun");
}
