using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class ClientTests(SharedHost host)
{
    [Fact]
    public async Task A_client_is_told_in_full()
    {
        var facts = """
            {"scanMethod":"smart","pattern":{"version":"17.401.00","releasedAt":"2026-01-01T00:00:00Z"},"realTimeScan":"stopped","smartProtection":"disconnected","roaming":true,"group":"sales"}
            """;
        var taken = await host.Http.Reported("full-1", 1, facts, "2026-05-01T10:00:00.25+02:00");
        var client = await Get("full-1");
        var lastSeen = client.GetProperty("presence").GetProperty("lastSeen").GetDateTimeOffset();
        Assert.InRange(lastSeen, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(
            $$"""
            {"clientId":"full-1","group":"sales","connection":"roaming",
             "presence":{"cause":"never","since":null,"link":"none","lastSeen":"{{client.GetProperty("presence").Text("lastSeen")}}"},
             "scanMethod":"smart","pattern":{"status":"outdated","version":"17.401.00","releasedAt":"2026-01-01T00:00:00.000Z"},
             "realTimeScan":"stopped","smartProtection":"disconnected","unreported":[],
             "since":{"scanMethod":"{{At}}","pattern":"{{At}}","realTimeScan":"{{At}}","smartProtection":"{{At}}","roaming":"{{At}}","group":"{{At}}"},
             "icon":"roaming-smart-rts-stopped-sps-disconnected",
             "conditions":["pattern-outdated","real-time-scan-stopped","smart-protection-unreachable"],
             "requiredActions":{{client.GetProperty("requiredActions")}},
             "lastReport":{"seq":1,"observedAt":"{{At}}"},"tags":[],"settings":{{client.GetProperty("settings").GetRawText()}},"offset":{{taken.GetProperty("offset")}}}
            """.ReplaceLineEndings("").Replace(" \"", "\""),
            client.GetRawText());
    }

    private const string At = "2026-05-01T08:00:00.250Z";

    [Fact]
    public async Task Required_actions_say_who_has_to_do_what()
    {
        await host.Http.Reported("actions-1", 1, """{"realTimeScan":"disabled"}""");
        var actions = (await Get("actions-1")).GetProperty("requiredActions").EnumerateArray().ToList();
        Assert.Equal(["reconnect", "enable-real-time-scan"], actions.Select(action => action.Text("code")));
        Assert.Equal(["user", "operator"], actions.Select(action => action.Text("by")));
        Assert.All(actions, action => Assert.NotEmpty(action.Text("text")!));
    }

    [Fact]
    public async Task What_was_never_told_has_its_default_and_is_listed()
    {
        await host.Http.Reported("quiet-1", 1, "{}");
        var client = await Get("quiet-1");
        Assert.Equal("default", client.Text("group"));
        Assert.Equal("offline-conventional-up-to-date-rts-enabled", client.Text("icon"));
        Assert.Equal("not-used", client.Text("smartProtection"));
        Assert.Equal("{}", client.GetProperty("since").GetRawText());
        Assert.Equal(
            ["scanMethod", "pattern", "realTimeScan", "smartProtection", "roaming", "group"],
            client.GetProperty("unreported").EnumerateArray().Select(fact => fact.GetString()));
        Assert.Equal("""{"status":"up-to-date","version":null,"releasedAt":null}""", client.GetProperty("pattern").GetRawText());
    }

    [Fact]
    public async Task An_unknown_client_is_not_found() =>
        await (await host.Http.GetAsync("/v1/clients/nobody")).Problem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task An_odd_id_is_refused() =>
        await (await host.Http.GetAsync("/v1/clients/a%20b")).Problem(HttpStatusCode.BadRequest, "out-of-range", "clientId");

    [Fact]
    public async Task A_forgotten_client_is_gone_until_it_reports_again()
    {
        await host.Http.Reported("forgotten-1", 3, """{"roaming":true}""");
        var forgotten = await (await host.Http.DeleteAsync("/v1/clients/forgotten-1")).Json();
        Assert.Equal("forgotten-1", forgotten.Text("clientId"));
        Assert.True(forgotten.GetProperty("offset").GetInt64() > 0);

        await (await host.Http.GetAsync("/v1/clients/forgotten-1")).Problem(HttpStatusCode.Gone, "forgotten");
        await (await host.Http.DeleteAsync("/v1/clients/forgotten-1")).Problem(HttpStatusCode.Gone, "forgotten");

        await host.Http.Reported("forgotten-1", 4, "{}");
        Assert.Equal("offline", (await Get("forgotten-1")).Text("connection"));
    }

    [Fact]
    public async Task Who_is_unknown_cannot_be_forgotten() =>
        await (await host.Http.DeleteAsync("/v1/clients/never-seen")).Problem(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task An_unknown_query_parameter_is_refused_by_name() =>
        await (await host.Http.GetAsync("/v1/clients/nobody?verbose=1")).Problem(HttpStatusCode.BadRequest, "unknown-parameter", "verbose");

    private async Task<JsonElement> Get(string client) => await (await host.Http.GetAsync($"/v1/clients/{client}")).Json();
}
