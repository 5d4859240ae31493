using System.Text.Json.Nodes;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Tls;
using Fleet.Sim.Oracle;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>A server's answers about its whole fleet, right and with one mistake each.</summary>
public sealed class AnswerCheckTests : IAsyncDisposable
{
    private const string Lists = "lists have every client once, in its place", CountsAre = "counts are those of the clients", Past = "the past is what it was", Feed = "the feed tells every icon";
    private const string Online = "online-conventional-up-to-date-rts-stopped", Roaming = "roaming-conventional-up-to-date-rts-stopped", Offline = "offline-conventional-up-to-date-rts-stopped";

    /// <summary>Two clients whose Real-time Scan has stopped, and who roam.</summary>
    private static readonly HandMadeTimeline Story = new(2, (0, new ComeOnline()), (1, HandMadeTimeline.Scan(RealTimeScan.Stopped)), (2, new ObserveFacts(new ReportedFacts { Roaming = true })));

    private readonly List<(string Id, string Icon)> _shown = [("c00000", Roaming), ("c00001", Roaming)];
    private readonly List<(int Offset, string Id, string? From, string To)> _changes = [(1, "c00000", null, Online), (2, "c00001", null, Online), (3, "c00000", Online, Roaming), (4, "c00001", Online, Roaming)];
    private Action<JsonObject> _summary = _ => { };
    private string? _iconThen;
    private WebApplication? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_right_has_nothing_against_it()
    {
        var found = await JudgeAsync();
        Assert.All(found, finding => Assert.Equal((0, null), (finding.Wrong, finding.Skipped)));
        Assert.All(found, finding => Assert.True(finding.Checked > 0));
    }

    [Fact]
    public async Task A_client_that_no_list_has_is_missed_and_so_is_one_that_stands_twice()
    {
        _shown.RemoveAt(1);
        _shown.Add(("c00000", Roaming));
        await AssertWrongAsync(Lists, "c00000 is listed twice");
        Assert.Contains("c00001 is in no list", (await JudgeAsync()).Single(finding => finding.Name == Lists).First);
    }

    [Fact]
    public async Task Who_roams_and_is_shown_as_offline_is_seen_whatever_rule_made_it_so()
    {
        _shown[1] = ("c00001", Offline);
        await AssertWrongAsync(Lists, $"c00001 is among those that are offline, as {Offline}");
        await AssertWrongAsync(CountsAre, "byConnection offline is 1, and should be 0");
    }

    [Fact]
    public async Task A_count_that_is_not_that_of_the_clients_is_told_by_its_name()
    {
        _summary = summary => summary["byCondition"]!["real-time-scan-stopped"] = 1;
        await AssertWrongAsync(CountsAre, "byCondition real-time-scan-stopped is 1, and should be 2");
    }

    [Fact]
    public async Task Clients_of_somebody_else_count_as_they_are_shown()
    {
        _shown.Add(("another", Online));
        Assert.All(await JudgeAsync(), finding => Assert.Equal(0, finding.Wrong));
    }

    [Fact]
    public async Task A_past_that_has_changed_is_seen()
    {
        _iconThen = Online;
        await AssertWrongAsync(Past, $"{Online}, and should be {Roaming}");
    }

    [Theory]
    [InlineData(3, "c00001 ends with online")]
    [InlineData(2, "c00000 ends with online")]
    public async Task A_feed_that_leaves_a_change_out_is_seen(int left, string seen)
    {
        _changes.RemoveAt(left);
        await AssertWrongAsync(Feed, seen);
    }

    [Fact]
    public async Task A_feed_that_tells_a_change_twice_or_out_of_order_is_seen()
    {
        _changes.Insert(3, _changes[2]);
        await AssertWrongAsync(Feed, "offset 3 comes after 3");
    }

    private async Task AssertWrongAsync(string name, string seen)
    {
        var finding = (await JudgeAsync()).Single(one => one.Name == name);
        Assert.True(finding.Wrong > 0);
        Assert.Contains(finding.First, first => first.Contains(seen, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<AnswerFinding>> JudgeAsync()
    {
        using var reader = new FleetReader(_server is null ? await StartAsync() : AddressOf(_server), ServerTrust.OfMachine);
        var check = new AnswerCheck(reader, Story.Clients);
        var fleet = OracleFleet.After(Story, ClientRules.Default);
        await check.LookAsync(fleet, default);
        await check.LookBackAsync(default);
        await check.FollowFeedAsync(fleet, after: 0, _ => true, default);
        return check.Findings;
    }

    private async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapGet("/v1/read-model", () => Json(new JsonObject { ["offset"] = 4, ["journalEnd"] = 4, ["generation"] = 1 }));
        _server.MapGet("/v1/clients", (string? connection) => Json(new JsonObject
        {
            ["items"] = new JsonArray([.. _shown.Where(client => client.Icon.StartsWith(connection!, StringComparison.Ordinal)).Select(client => Client(client.Id, client.Icon))]),
            ["next"] = null,
            ["offset"] = 4,
        }));
        _server.MapGet("/v1/clients/{id}", (string id) => Json(Client(id, _iconThen ?? Roaming)));
        _server.MapGet("/v1/fleet/summary", () => Json(Summary()));
        _server.MapGet("/v1/icon-changes", () => Results.Text(string.Concat(_changes.Select(Event)) + "event: caught-up\nid: 4\ndata: {\"offset\":4}\n\n", "text/event-stream"));
        await _server.StartAsync();
        return AddressOf(_server);
    }

    private static Uri AddressOf(WebApplication server) => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private JsonObject Summary()
    {
        var summary = new JsonObject
        {
            ["offset"] = 4,
            ["at"] = "2026-03-02T08:00:02.000Z",
            ["total"] = _shown.Count,
            ["byConnection"] = new JsonObject([.. new[] { "online", "offline", "roaming" }.Select(name => KeyValuePair.Create(name, (JsonNode?)_shown.Count(client => client.Icon.StartsWith(name, StringComparison.Ordinal))))]),
            ["byIcon"] = new JsonObject([.. _shown.GroupBy(client => client.Icon).Select(icon => KeyValuePair.Create(icon.Key, (JsonNode?)icon.Count()))]),
            ["byCondition"] = new JsonObject { ["real-time-scan-stopped"] = _shown.Count },
            ["byGroup"] = new JsonObject { ["lab"] = _shown.Count },
        };
        _summary(summary);
        return summary;
    }

    private static JsonObject Client(string id, string icon) => new()
    {
        ["clientId"] = id,
        ["group"] = "lab",
        ["connection"] = icon[..icon.IndexOf('-', StringComparison.Ordinal)],
        ["presence"] = new JsonObject { ["cause"] = "session", ["since"] = null, ["link"] = "session", ["lastSeen"] = "2026-03-02T08:00:02.000Z" },
        ["scanMethod"] = "conventional",
        ["pattern"] = new JsonObject { ["status"] = "up-to-date", ["version"] = null, ["releasedAt"] = null },
        ["realTimeScan"] = "stopped",
        ["smartProtection"] = "not-used",
        ["unreported"] = new JsonArray(),
        ["since"] = new JsonObject(),
        ["icon"] = icon,
        ["conditions"] = new JsonArray("real-time-scan-stopped"),
        ["requiredActions"] = new JsonArray(),
        ["lastReport"] = null,
        ["offset"] = 4,
    };

    private static string Event((int Offset, string Id, string? From, string To) change)
    {
        var data = new JsonObject
        {
            ["offset"] = change.Offset,
            ["clientId"] = change.Id,
            ["group"] = "lab",
            ["from"] = change.From,
            ["to"] = change.To,
            ["conditions"] = new JsonArray(),
            ["cause"] = "report",
            ["observedAt"] = "2026-03-02T08:00:02.000Z",
            ["recordedAt"] = "2026-03-02T08:00:02.000Z",
        };
        return $"event: icon-change\nid: {change.Offset}\ndata: {data.ToJsonString()}\n\n";
    }

    private static IResult Json(JsonObject document) => Results.Text(document.ToJsonString(), "application/json");
}
