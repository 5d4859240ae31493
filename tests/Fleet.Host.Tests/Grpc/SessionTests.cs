using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Sessions of single clients over real sockets, down to the journal and back.</summary>
[Collection(OnSharedHost.Name)]
public sealed class SessionTests(SharedHost host)
{
    /// <summary>Answers in the queue of a stream, in the server's buffer and in the stream's window (64 KiB each), were all of them the shortest acks there are.</summary>
    private const int HeldAtMost = 16_384;

    private static readonly Facts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };
    private static readonly Facts Enabled = new() { RealTimeScan = RealTimeScan.Enabled };

    [Fact]
    public async Task A_client_comes_online_reports_sees_its_icon_change_and_says_goodbye()
    {
        using var session = new ClientSession(host.Grpc);
        await session.Hello("session-1", group: "sales");
        var welcome = (await session.Next(Kind.Welcome)).Welcome;
        Assert.Equal((0, 64, 30, 90), (welcome.LastSeq, welcome.Window, welcome.Heartbeat.Seconds, welcome.Timeout.Seconds));
        Assert.Equal("online-conventional-up-to-date-rts-enabled", (await session.Next(Kind.IconChanged)).IconChanged.To);

        await session.Report(1, Stopped);
        var ack = (await session.Next(Kind.Ack)).Ack;
        Assert.Equal(1, ack.Seq);
        var icon = (await session.Next(Kind.IconChanged)).IconChanged;
        Assert.Equal(("online-conventional-up-to-date-rts-enabled", "online-conventional-up-to-date-rts-stopped"), (icon.From, icon.To));
        Assert.Equal([Condition.RealTimeScanStopped], icon.Conditions);
        Assert.Equal(ack.Offset, icon.Offset);

        var client = await Client("session-1");
        Assert.Equal(("online", "sales", "session"), (client.Text("connection"), client.Text("group"), client.GetProperty("presence").Text("link")));

        await session.Goodbye(GoodbyeReason.ServiceStopped);
        Assert.Equal("goodbye", (await session.Next(Kind.Closing)).Closing.Reason);
        Assert.Null(await session.Next());
        client = await Client("session-1");
        Assert.Equal(("offline", "goodbye"), (client.Text("connection"), client.GetProperty("presence").Text("cause")));
    }

    [Fact]
    public async Task A_cut_stream_leaves_the_client_offline_broken()
    {
        using (var session = new ClientSession(host.Grpc))
        {
            await session.Welcomed("session-cut");
        }

        await Eventually.Holds(async () => (await Client("session-cut")).GetProperty("presence").Text("cause") == "broken");
    }

    [Fact]
    public async Task Rubbish_is_refused_by_name_and_the_reports_after_it_are_taken()
    {
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("session-rubbish");
        await session.Send([0xff, 0xff, 0xff]);
        Assert.Equal("malformed", (await session.Next(Kind.Refusal)).Refusal.Code);
        await session.Send(new byte[64 * 1024]);
        Assert.Equal("too-large", (await session.Next(Kind.Refusal)).Refusal.Code);

        await session.Report(1, new Facts { RealTimeScan = (RealTimeScan)77 });
        var refusal = (await session.Next(Kind.Refusal)).Refusal;
        Assert.Equal((1, "out-of-range", "facts.realTimeScan"), (refusal.Seq, refusal.Code, refusal.Field));
        Assert.Null(refusal.RetryAfter);
        await session.Report(2, Stopped);
        Assert.Equal(2, (await session.Next(Kind.Ack)).Ack.Seq);
    }

    [Fact]
    public async Task A_gap_is_refused_with_the_last_number_known_and_closed_by_sending_again()
    {
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("session-gap");
        await session.Send(new ClientMessage { Report = new Report { Seq = 3, Acked = 0, ObservedAt = new() { Seconds = 1_700_000_000 }, Facts = Stopped } });
        var refusal = (await session.Next(Kind.Refusal)).Refusal;
        Assert.Equal((3, "gap", 0), (refusal.Seq, refusal.Code, refusal.LastSeq));
        Assert.NotNull(refusal.RetryAfter);
        for (var seq = 1; seq <= 3; seq++)
            await session.Report(seq, seq % 2 == 0 ? Enabled : Stopped);
        Assert.Equal(1, (await session.Next(Kind.Ack)).Ack.Seq);
    }

    [Fact]
    public async Task Two_hellos_and_reports_before_hello_are_refused()
    {
        using var session = new ClientSession(host.Grpc);
        await session.Report(1, Stopped);
        Assert.Equal("hello-expected", (await session.Next())!.Refusal.Code);
        await session.Welcomed("session-twice");
        await session.Hello("session-twice");
        Assert.Equal("hello-repeated", (await session.Next(Kind.Refusal)).Refusal.Code);
    }

    [Fact]
    public async Task The_backlog_is_folded_before_the_client_turns_online()
    {
        using var session = new ClientSession(host.Grpc);
        await session.Hello("session-backlog", backlogThrough: 2);
        await session.Next(Kind.Welcome);
        await session.Report(1, Stopped);
        await session.Next(Kind.Ack);
        Assert.Equal("offline", (await Client("session-backlog")).Text("connection"));
        await session.Report(2, Enabled);
        await session.Next(Kind.Ack);
        Assert.Equal("online", (await Client("session-backlog")).Text("connection"));
    }

    [Fact]
    public async Task A_newer_session_supersedes_the_older_one()
    {
        using var older = new ClientSession(host.Grpc);
        await older.Welcomed("session-two");
        using var newer = new ClientSession(host.Grpc);
        await newer.Welcomed("session-two");
        Assert.Equal("superseded", (await older.Next(Kind.Closing)).Closing.Reason);
        Assert.Equal("online", (await Client("session-two")).Text("connection"));
    }

    [Fact]
    public async Task Two_machines_that_fight_for_one_identity_are_refused()
    {
        var sessions = new List<ClientSession>();
        var closing = new ServerMessage();
        for (var i = 0; i < 12 && closing.Closing is null; i++)
        {
            var session = new ClientSession(host.Grpc);
            sessions.Add(session);
            await session.Hello("session-fight");
            closing = (await session.Next())!;
        }

        Assert.Equal("duplicate-identity", closing.Closing.Reason);
        Assert.NotNull(closing.Closing.RetryAfter);
        sessions.ForEach(session => session.Dispose());
    }

    [Fact]
    public async Task A_client_that_never_reads_is_ended_with_the_reason_and_the_others_on_its_connection_go_on()
    {
        using var connection = GrpcChannel.ForAddress(host.Grpc);
        using var deaf = new ClientSession(connection);
        using var beside = new ClientSession(connection);
        await deaf.Welcomed("session-deaf");
        await beside.Welcomed("session-beside");
        var sent = 0;
        var dropped = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (; sent < 10 * HeldAtMost; sent++)
                await deaf.Report(sent + 1, sent % 2 == 0 ? Stopped : Enabled);
        });
        Assert.True(dropped is RpcException or IOException or InvalidOperationException, dropped.ToString());
        // Each report has an answer, so the host never had more of them than this.
        Assert.InRange(sent, 1, HeldAtMost);
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(deaf.Next)).StatusCode);

        await beside.Report(1, Stopped);
        Assert.Equal(1, (await beside.Next(Kind.Ack)).Ack.Seq);
        await Eventually.Holds(async () => (await Client("session-deaf")).GetProperty("presence").Text("cause") == "broken");
        Assert.Equal("online", (await Client("session-beside")).Text("connection"));
    }

    private async Task<JsonElement> Client(string id) =>
        JsonDocument.Parse(await host.Http.GetStringAsync(new Uri($"/v1/clients/{id}", UriKind.Relative))).RootElement;
}
