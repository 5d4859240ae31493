using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Settings on their way from an operator to a client and back.</summary>
[Collection(OnSharedHost.Name)]
public sealed class SettingsTests(SharedHost host)
{
    [Fact]
    public async Task A_client_that_is_there_gets_the_settings_of_its_group_now_and_its_answer_is_seen()
    {
        using var session = await Managed("set-now", "set-now");
        var first = await Sent(session);
        Assert.False(first.Body.HasRealTimeScan);
        Assert.Equal((true, false, "never"), (first.Body.Privileges.Roaming, first.Body.Privileges.ScheduledUpdate, first.Body.Updates.Schedule.Every));
        await Answer(session, first.Tag);
        await Stands("set-now", "applied", waitsFor: null);

        await Put("/v1/groups/set-now/settings", """{"realTimeScan":"enabled","updates":{"sources":["vendor","server"],"schedule":{"every":"day","at":"12:00"}}}""");
        var second = await Sent(session);
        Assert.Equal((RealTimeScan.Enabled, "day", "12:00"), (second.Body.RealTimeScan, second.Body.Updates.Schedule.Every, second.Body.Updates.Schedule.At));
        Assert.Equal(["vendor", "server"], second.Body.Updates.Sources);
        var pending = await Stands("set-now", "pending", "answer");
        Assert.Equal((second.Tag, first.Tag), (pending.Text("wanted"), pending.Text("applied")));
        Assert.Equal(("group", "built-in"), (pending.GetProperty("from").Text("realTimeScan"), pending.GetProperty("from").Text("scanMethod")));

        await Answer(session, second.Tag, error: "no room");
        Assert.Equal("no room", (await Stands("set-now", "failed", "reconnect")).Text("error"));
        await host.Http.UntilVisible((await Client("set-now")).GetProperty("offset").GetInt64());
        Assert.Equal(["set-now"], await Listed("settingsState=failed&q=set-now"));
        using var again = await Managed("set-now", "set-now", first.Tag);
        Assert.Equal(second.Tag, (await Sent(again)).Tag);
        await Answer(again, second.Tag);
        await Stands("set-now", "applied", waitsFor: null);
    }

    [Fact]
    public async Task What_is_held_is_not_sent_again_and_what_was_sent_last_decides()
    {
        await Put("/v1/groups/set-last/settings", """{"scanMethod":"smart"}""");
        using var session = await Managed("set-last", "set-last");
        var a = await Sent(session);
        await Answer(session, a.Tag);
        await Stands("set-last", "applied", waitsFor: null);
        await Put("/v1/groups/set-last/settings", """{"scanMethod":"conventional"}""");
        var b = await Sent(session);
        await Put("/v1/groups/set-last/settings", """{"scanMethod":"smart"}""");
        Assert.Equal(a.Tag, (await Sent(session)).Tag);
        Assert.NotEqual(a.Tag, b.Tag);
        await Stands("set-last", "pending", "answer");
        await Answer(session, b.Tag);
        await Answer(session, a.Tag);
        await Stands("set-last", "applied", waitsFor: null);

        using var back = await Managed("set-last", "set-last", a.Tag);
        await back.Report(1, new Facts { ScanMethod = ScanMethod.Smart });
        Assert.Equal(Kind.Ack, await NextButIcons(back));
    }

    [Fact]
    public async Task A_roaming_client_gets_them_when_it_leaves_roaming_even_while_its_session_works()
    {
        using var session = await Managed("set-roam", "set-roam");
        await Answer(session, (await Sent(session)).Tag);
        await session.Report(1, new Facts { Roaming = true });
        await session.Next(Kind.Ack);
        await Put("/v1/groups/set-roam/settings", """{"realTimeScan":"enabled"}""");
        await Stands("set-roam", "pending", "leaves-roaming");
        await session.Report(2, new Facts { RealTimeScan = RealTimeScan.Enabled });
        Assert.Equal(Kind.Ack, await NextButIcons(session));
        await session.Report(3, new Facts { Roaming = false });
        await Answer(session, (await Sent(session)).Tag);
        await Stands("set-roam", "applied", waitsFor: null);
    }

    [Fact]
    public async Task Drift_is_sent_again_and_what_the_client_reports_ends_it()
    {
        await Put("/v1/groups/set-drift/settings", """{"realTimeScan":"enabled"}""");
        using var session = await Managed("set-drift", "set-drift");
        var sent = await Sent(session);
        await Answer(session, sent.Tag);
        await Stands("set-drift", "applied", waitsFor: null);
        await session.Report(1, new Facts { RealTimeScan = RealTimeScan.Disabled });
        Assert.Equal(sent.Tag, (await Sent(session)).Tag);
        var drifting = await Stands("set-drift", "pending", "answer");
        Assert.Equal("realTimeScan", Assert.Single(drifting.GetProperty("drift").EnumerateArray()).GetString());
        await Answer(session, sent.Tag);
        await session.Report(2, new Facts { RealTimeScan = RealTimeScan.Enabled });
        await Stands("set-drift", "applied", waitsFor: null);

        var (scan, put) = (await Why("set-drift", "realTimeScan"), await (await host.Http.GetAsync("/v1/groups/set-drift/settings/history")).Json());
        Assert.Equal(("report", 2, "group"), (scan.Text("cause"), scan.GetProperty("seq").GetInt32(), scan.GetProperty("setting").Text("level")));
        Assert.Equal(put.GetProperty("items")[0].GetProperty("offset").GetInt64(), scan.GetProperty("setting").GetProperty("offset").GetInt64());
        // What the client did on its own is nobody's but its own.
        await session.Report(3, new Facts { SmartProtection = SmartProtection.Connected });
        await session.Next(Kind.Ack);
        Assert.False((await Why("set-drift", "smartProtection")).TryGetProperty("setting", out _));
    }

    [Fact]
    public async Task Who_holds_a_grant_of_which_the_server_never_had_the_answer_may_roam()
    {
        using var session = await Managed("set-lost", "set-lost");
        var granted = await Sent(session);
        Assert.True(granted.Body.Privileges.Roaming);
        session.Dispose();
        await Put("/v1/groups/set-lost/settings", """{"privileges":{"roaming":false}}""");
        using var back = await Managed("set-lost", "set-lost", granted.Tag);
        await back.Report(1, new Facts { Roaming = true });
        while (await back.Next() is { MessageCase: not Kind.Ack } message)
            Assert.NotEqual(Kind.Notice, message.MessageCase);
        Assert.Equal("roaming", (await Client("set-lost")).Text("connection"));
    }

    [Fact]
    public async Task Without_the_privilege_roaming_is_not_taken_and_the_client_is_told_after_the_ack()
    {
        await Put("/v1/groups/set-privilege/settings", """{"privileges":{"roaming":false}}""");
        using var session = await Managed("set-privilege", "set-privilege");
        var withheld = await Sent(session);
        Assert.False(withheld.Body.Privileges.Roaming);
        await Answer(session, withheld.Tag);
        await Stands("set-privilege", "applied", waitsFor: null);
        await session.Report(1, new Facts { Roaming = true, RealTimeScan = RealTimeScan.Disabled });
        await session.Next(Kind.Ack);
        var notice = (await session.Next(Kind.Notice)).Notice;
        Assert.Equal((1, "privilege-missing", "facts.roaming"), (notice.Seq, notice.Code, notice.Field));
        var client = await Client("set-privilege");
        Assert.Equal(("online", "disabled"), (client.Text("connection"), client.Text("realTimeScan")));

        // A client that names neither settings nor tasks knows no notices.
        using var older = new ClientSession(host.Grpc);
        await older.Hello("older-set-privilege", group: "set-privilege");
        await older.Next(Kind.Welcome);
        await older.Report(1, new Facts { Roaming = true });
        await older.Next(Kind.Ack);
        await older.Goodbye(GoodbyeReason.Unloaded);
        while (await older.Next() is { } message)
            Assert.NotEqual(Kind.Notice, message.MessageCase);

        var reported = await host.Http.Reported("set-privilege-http", 1, """{"roaming":true,"group":"set-privilege"}""");
        Assert.Equal(("privilege-missing", "facts.roaming"), (reported.GetProperty("notices")[0].Text("code"), reported.GetProperty("notices")[0].Text("field")));
        await host.Http.UntilVisible(reported.GetProperty("offset").GetInt64());
        Assert.Equal(["set-privilege", "set-privilege-http"], await Listed("roamingPrivilege=false&q=set-privilege"));
        Assert.Equal(["set-privilege-http"], await Listed("settingsState=unsupported&q=set-privilege"));

        await Put("/v1/groups/set-privilege/settings", """{"privileges":{"roaming":true}}""");
        await Answer(session, (await Sent(session)).Tag);
        await session.Report(2, new Facts { Roaming = true });
        await Eventually.Holds(async () => (await Client("set-privilege")).Text("connection") == "roaming");
    }

    [Fact]
    public async Task An_answer_to_what_was_never_sent_is_told_so_and_changes_nothing()
    {
        using var session = await Managed("set-never", "set-never");
        await Answer(session, (await Sent(session)).Tag);
        await Stands("set-never", "applied", waitsFor: null);
        var before = (await Client("set-never")).GetProperty("offset").GetInt64();
        await Answer(session, "never-sent");
        Assert.Equal("not-sent", (await session.Next(Kind.Notice)).Notice.Code);
        Assert.Equal(before, (await Client("set-never")).GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task Who_does_not_understand_settings_is_sent_none()
    {
        await Put("/v1/groups/set-old/settings", """{"realTimeScan":"enabled"}""");
        using var session = new ClientSession(host.Grpc);
        await session.Hello("set-old", group: "set-old");
        await session.Next(Kind.Welcome);
        await session.Report(1, new Facts { RealTimeScan = RealTimeScan.Disabled });
        Assert.Equal(Kind.Ack, await NextButIcons(session));
        await Stands("set-old", "unsupported", waitsFor: null);
    }

    private async Task<ClientSession> Managed(string id, string group, string tag = "")
    {
        var session = new ClientSession(host.Grpc);
        await session.Send(new ClientMessage { Hello = new Hello { ClientId = id, Group = group, Capabilities = { "settings" }, SettingsTag = tag } });
        await session.Next(Kind.Welcome);
        return session;
    }

    private static async Task<V1.Settings> Sent(ClientSession session) => (await session.Next(Kind.Settings)).Settings;

    private static Task Answer(ClientSession session, string tag, string error = "") =>
        session.Send(new ClientMessage { SettingsApplied = new SettingsApplied { Tag = tag, Error = error } });

    private static async Task<Kind?> NextButIcons(ClientSession session)
    {
        while (true)
        {
            if ((await session.Next())?.MessageCase is not Kind.IconChanged and var kind)
                return kind;
        }
    }

    private async Task<JsonElement> Stands(string id, string state, string? waitsFor)
    {
        JsonElement settings = default;
        await Eventually.Holds(async () => (settings = (await Client(id)).GetProperty("settings")).Text("state") == state);
        Assert.Equal(waitsFor, settings.Text("waitsFor"));
        return settings;
    }

    /// <summary>What made a fact what it is.</summary>
    private async Task<JsonElement> Why(string id, string fact) =>
        (await (await host.Http.GetAsync($"/v1/clients/{id}/explain")).Json()).GetProperty("facts").GetProperty(fact);

    private async Task<JsonElement> Client(string id) => await (await host.Http.GetAsync($"/v1/clients/{id}")).Json();

    private async Task<IEnumerable<string?>> Listed(string query) =>
        (await (await host.Http.GetAsync($"/v1/clients?{query}")).Json()).GetProperty("items").EnumerateArray().Select(client => client.Text("clientId"));

    private async Task Put(string path, string json) =>
        await (await host.Http.PutAsync(path, new StringContent(json, Encoding.UTF8, "application/json"))).Json(HttpStatusCode.OK);
}
