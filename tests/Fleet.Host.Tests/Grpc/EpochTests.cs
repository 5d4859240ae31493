using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Clients that lost their memory, over real sockets.</summary>
[Collection(OnSharedHost.Name)]
public sealed class EpochTests(SharedHost host)
{
    private static readonly Facts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };
    private static readonly Facts Enabled = new() { RealTimeScan = RealTimeScan.Enabled };

    [Fact]
    public async Task A_reimaged_client_counts_from_1_and_is_taken_in_order()
    {
        using (var before = new ClientSession(host.Grpc))
        {
            Assert.Equal(0, (await Welcome(before, "reimaged", "a")).LastSeq);
            await Taken(before, 1, Stopped);
            await Taken(before, 2, Enabled);
        }

        using var after = new ClientSession(host.Grpc);
        Assert.Equal(0, (await Welcome(after, "reimaged", "b")).LastSeq);
        await Taken(after, 1, Stopped);
        await Taken(after, 2, new Facts { Roaming = true });
        var client = await (await host.Http.GetAsync("/v1/clients/reimaged")).Json();
        Assert.Equal(("stopped", "roaming", 2), (client.Text("realTimeScan"), client.Text("connection"), client.GetProperty("lastReport").GetProperty("seq").GetInt64()));
        await host.Http.UntilVisible(client.GetProperty("offset").GetInt64());
        var history = await (await host.Http.GetAsync("/v1/clients/reimaged/history")).Json();
        Assert.Equal([1, 2, 1, 2], history.GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("seq", out _)).Select(item => item.GetProperty("seq").GetInt64()));
    }

    [Fact]
    public async Task A_hello_of_an_epoch_that_was_left_is_refused_and_a_new_one_may_be_said_on_the_same_stream()
    {
        using (var before = new ClientSession(host.Grpc))
            await Welcome(before, "left", "a");
        using (var after = new ClientSession(host.Grpc))
            await Welcome(after, "left", "b");
        using var late = new ClientSession(host.Grpc);
        await Hello(late, "left", "a");
        var refusal = (await late.Next(Kind.Refusal)).Refusal;
        Assert.Equal((0, "epoch-old", "epoch", null), (refusal.Seq, refusal.Code, refusal.Field, refusal.RetryAfter));
        Assert.Equal(0, (await Welcome(late, "left", "c")).LastSeq);
        await Taken(late, 1, Stopped);
    }

    [Fact]
    public async Task Reports_of_a_session_from_before_are_refused_for_good()
    {
        using var before = new ClientSession(host.Grpc);
        await Welcome(before, "older", "a");
        await Taken(before, 1, Stopped);
        await (await Report("older", 9, "b")).Json();
        await before.Report(2, Enabled);
        var refusal = (await before.Next(Kind.Refusal)).Refusal;
        Assert.Equal((2, "epoch-old", null), (refusal.Seq, refusal.Code, refusal.RetryAfter));
    }

    [Fact]
    public async Task Over_HTTP_the_epoch_stands_beside_the_number()
    {
        Assert.Equal(7, (await (await Report("http", 7, "a")).Json()).GetProperty("lastSeq").GetInt64());
        var repeat = await (await Report("http", 3, "a")).Json();
        Assert.Equal((true, 7), (repeat.GetProperty("repeated").GetBoolean(), repeat.GetProperty("lastSeq").GetInt64()));
        await (await Report("http", 3, "b", acked: 0)).Problem(HttpStatusCode.Conflict, "gap", "seq");
        var begun = await (await Report("http", 1, "b")).Json();
        Assert.Equal((false, 1), (begun.GetProperty("repeated").GetBoolean(), begun.GetProperty("lastSeq").GetInt64()));
        await (await Report("http", 8, "a")).Problem(HttpStatusCode.Conflict, "epoch-old", "epoch");
    }

    [Theory]
    [InlineData(9007199254740991, true)]
    [InlineData(9007199254740992, false)]
    [InlineData(long.MaxValue, false)]
    public async Task Numbers_end_at_2_to_the_53rd(long seq, bool taken)
    {
        var response = await Report($"bound-{seq}", seq);
        if (taken)
            await response.Json();
        else
            await response.Problem(HttpStatusCode.BadRequest, "out-of-range", "seq");
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed($"bound-grpc-{seq}");
        await session.Report(seq, Stopped);
        Assert.Equal(taken ? Kind.Ack : Kind.Refusal, (await session.Next(taken ? Kind.Ack : Kind.Refusal)).MessageCase);
    }

    [Fact]
    public async Task A_repeat_is_acked_by_the_highest_number_that_is_held()
    {
        await host.Http.Reported("counts-wrong", 57, """{"roaming":true}""");
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("counts-wrong");
        await session.Report(1, Stopped);
        Assert.Equal(57, (await session.Next(Kind.Ack)).Ack.Seq);
    }

    [Fact]
    public async Task Who_was_forgotten_and_counts_from_1_is_known_again_by_a_new_epoch()
    {
        await host.Http.Reported("forgotten-anew", 5, """{"roaming":true}""");
        await (await host.Http.DeleteAsync("/v1/clients/forgotten-anew")).Json();
        var repeat = await (await Report("forgotten-anew", 1)).Json();
        Assert.Equal((true, 5), (repeat.GetProperty("repeated").GetBoolean(), repeat.GetProperty("lastSeq").GetInt64()));
        await (await host.Http.GetAsync("/v1/clients/forgotten-anew")).Problem(HttpStatusCode.Gone, "forgotten");
        await (await Report("forgotten-anew", 1, "b")).Json();
        await (await host.Http.GetAsync("/v1/clients/forgotten-anew")).Json();
    }

    private static async Task Taken(ClientSession session, long seq, Facts facts)
    {
        await session.Report(seq, facts);
        Assert.Equal(seq, (await session.Next(Kind.Ack)).Ack.Seq);
    }

    private static Task Hello(ClientSession session, string id, string epoch) =>
        session.Send(new ClientMessage { Hello = new Hello { ClientId = id, Epoch = epoch } });

    private static async Task<Welcome> Welcome(ClientSession session, string id, string epoch)
    {
        await Hello(session, id, epoch);
        return (await session.Next(Kind.Welcome)).Welcome;
    }

    private Task<HttpResponseMessage> Report(string client, long seq, string epoch = "", long? acked = null) => host.Http.Report(
        client, $$$"""{"seq":{{{seq}}},"epoch":"{{{epoch}}}","acked":{{{acked ?? Math.Max(seq - 1, 0)}}},"observedAt":"2026-05-01T08:00:00Z","facts":{"realTimeScan":"stopped"}}""");
}
