using System.Text.Json;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Http;

/// <summary>Two machines that use one client id, as an operator meets them.</summary>
public sealed class DuplicateIdentityTests : IDisposable
{
    private static readonly string[] Short = ["--Fleet:Presence:Heartbeat=00:00:00.5", "--Fleet:Presence:Timeout=00:00:04"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_are_a_condition_of_the_client_until_only_one_is_heard()
    {
        await using (var host = await RunningHost.Start(_folder.Path))
        {
            await host.Http.Reported("alone", 1, """{"realTimeScan":"stopped"}""");
            await Fight(host, "copied");
            await AreTold(host);
        }

        // How long a second machine is remembered follows from how long a session may be silent.
        await using var later = await RunningHost.Start(_folder.Path, Short);
        await Eventually.Holds(async () => !Words(await Get(later, "/v1/clients/copied"), "conditions").Any());
        var judged = (await Get(later, "/v1/clients/copied/history")).GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("duplicateIdentity", out _)).ToList();
        Assert.Equal([("session", true), ("sweep", false)], judged.Select(item => (item.Text("cause"), item.GetProperty("duplicateIdentity").GetBoolean())));
        Assert.All(judged, item => Assert.Equal(JsonValueKind.Null, item.GetProperty("icon").ValueKind));
        var then = judged[0].Text("recordedAt");
        Assert.Equal(["duplicate-identity"], Words(await Get(later, $"/v1/clients/copied?at={then}"), "conditions"));
        Assert.Equal(1, (await Get(later, $"/v1/fleet/summary?at={then}")).GetProperty("byCondition").GetProperty("duplicate-identity").GetInt32());
    }

    private static async Task AreTold(RunningHost host)
    {
        var client = await Get(host, "/v1/clients/copied");
        Assert.Equal(["duplicate-identity"], Words(client, "conditions"));
        Assert.Equal(["operator find-second-machine", "user install-with-own-id"], client.GetProperty("requiredActions").EnumerateArray().Select(action => $"{action.Text("by")} {action.Text("code")}"));
        var offset = client.GetProperty("offset").GetInt64();

        var listed = await Get(host, $"/v1/clients?condition=duplicate-identity&needsAction=operator&minOffset={offset}");
        Assert.Equal("copied", Assert.Single(listed.GetProperty("items").EnumerateArray()).Text("clientId"));
        var summary = await Get(host, "/v1/fleet/summary");
        Assert.Equal((2, 1), (summary.GetProperty("total").GetInt32(), summary.GetProperty("byCondition").GetProperty("duplicate-identity").GetInt32()));
        var condition = Assert.Single((await Get(host, "/v1/clients/copied/explain")).GetProperty("conditions").EnumerateArray());
        Assert.False(condition.GetProperty("shownByIcon").GetBoolean());
        Assert.Equal(("session", offset), (condition.GetProperty("change").Text("cause"), condition.GetProperty("change").GetProperty("offset").GetInt64()));
        Assert.Contains("\nfleet_duplicate_identities_total ", await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Icon_changes_meanwhile_tell_of_it_and_no_icon_shows_it()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        using var holder = await Fight(host, "copied-too");
        await holder.Report(1, new Facts { RealTimeScan = RealTimeScan.Stopped });
        ServerMessage told;
        do
            told = await holder.Next(Kind.IconChanged);
        while (!told.IconChanged.Conditions.Contains(Condition.RealTimeScanStopped));
        Assert.Equal([Condition.RealTimeScanStopped, Condition.DuplicateIdentity], told.IconChanged.Conditions);
        Assert.Equal("online-conventional-up-to-date-rts-stopped", told.IconChanged.To);
        await using var events = await EventReader.Open(host.Http, "?after=0&condition=duplicate-identity");
        var change = await events.NextChange();
        Assert.Equal(["real-time-scan-stopped", "duplicate-identity"], Words(change, "conditions"));
    }

    /// <summary>Until one of them is refused; the session that holds the client.</summary>
    private static async Task<ClientSession> Fight(RunningHost host, string id)
    {
        ClientSession? holder = null;
        while (true)
        {
            var session = new ClientSession(host.Grpc);
            await session.Hello(id);
            var answer = (await session.Next())!;
            if (answer.Closing?.Reason == "duplicate-identity")
            {
                session.Dispose();
                return holder!;
            }

            holder = answer.Welcome is null ? holder : session;
        }
    }

    private static async Task<JsonElement> Get(RunningHost host, string address) => await (await host.Http.GetAsync(new Uri(address, UriKind.Relative))).Json();

    private static IEnumerable<string?> Words(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray().Select(word => word.GetString());
}
