using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Grpc.Core;
using Xunit;
using Kind = Fleet.V1.WatchMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

[Collection(OnSharedHost.Name)]
public sealed class WatchTests(SharedHost host)
{
    [Fact]
    public async Task A_watcher_is_told_what_has_been_and_then_what_happens()
    {
        await host.Http.Reported("watch-1", 1, """{"group":"watch","realTimeScan":"stopped"}""");
        using var watcher = new Watcher(host.Grpc, new WatchRequest { After = 0, Group = { "watch" } });
        var (changes, caughtUp) = await watcher.Until(Kind.CaughtUp);
        var change = Assert.Single(changes);
        Assert.Equal(("watch-1", "watch", "report"), (change.ClientId, change.Group, change.Cause));
        Assert.Equal(("", "offline-conventional-up-to-date-rts-stopped"), (change.Change.From, change.Change.To));
        Assert.Equal([Condition.RealTimeScanStopped], change.Change.Conditions);
        Assert.True(caughtUp.CaughtUp.Offset >= change.Change.Offset);

        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("watch-1");
        var live = (await watcher.Until(Kind.IconChanged)).Last.IconChanged;
        Assert.Equal(("session", "online-conventional-up-to-date-rts-stopped"), (live.Cause, live.Change.To));
    }

    [Fact]
    public async Task Filters_and_offsets_are_those_of_the_HTTP_API()
    {
        var first = (await host.Http.Reported("watch-2", 1, """{"group":"watch-2"}""")).GetProperty("offset").GetInt64();
        await host.Http.Reported("watch-2", 2, """{"roaming":true}""");
        await host.Http.Reported("watch-2", 3, """{"pattern":{"status":"outdated"}}""");
        using var watcher = new Watcher(host.Grpc, new WatchRequest
        {
            After = first,
            Group = { "watch-2" },
            Connection = { Connection.Roaming, Connection.Online },
            Condition = { Condition.PatternOutdated },
        });
        var (changes, _) = await watcher.Until(Kind.CaughtUp);
        Assert.Equal(["roaming-conventional-outdated-rts-enabled"], changes.Select(change => change.Change.To));
    }

    public static TheoryData<WatchRequest, string> Refused => new()
    {
        { new WatchRequest { After = -1 }, "?after=-1" },
        { new WatchRequest { After = 1_000_000 }, "?after=1000000" },
        { new WatchRequest { Group = { "two words" } }, "?group=two%20words" },
        { new WatchRequest { Connection = { Connection.Unspecified } }, "?connection=unspecified" },
        { new WatchRequest { Connection = { (Connection)77 } }, "?connection=77" },
        { new WatchRequest { Condition = { Condition.PatternOutdated, Condition.Unspecified } }, "?condition=unspecified" },
        { new WatchRequest { Condition = { (Condition)99 } }, "?condition=99" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_taken_is_refused_in_the_words_of_the_HTTP_API(WatchRequest request, string query)
    {
        using var watcher = new Watcher(host.Grpc, request);
        var refused = await Assert.ThrowsAsync<RpcException>(watcher.Next);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var problem = await (await host.Http.GetAsync("/v1/icon-changes" + query)).Json(System.Net.HttpStatusCode.BadRequest, "application/problem+json");
        // The journal may have grown between the two answers.
        Assert.Equal(problem.Text("detail")!.Split("ends at")[0], refused.Status.Detail.Split("ends at")[0]);
    }
}
