using System.Net;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Http;

/// <summary>A report that is refused for good has had its turn, whichever way it came, if its number could be read.</summary>
[Collection(OnSharedHost.Name)]
public sealed class RefusedNumberTests(SharedHost host)
{
    [Theory]
    [InlineData("""{"seq":4,"acked":3,OBSERVED,"facts":{"realTimeScan":"x"}}""", "out-of-range", "facts.realTimeScan")]
    [InlineData("""{"seq":4,"acked":3,OBSERVED,"colour":"red"}""", "malformed", "colour")]
    [InlineData("""{"seq":4,"acked":3}""", "missing", "observedAt")]
    [InlineData("""{"seq":4,"acked":-1,OBSERVED}""", "out-of-range", "acked")]
    [InlineData("""{"seq":4,"acked":4,OBSERVED}""", "out-of-range", "acked")]
    [InlineData("""{"seq":4,"acked":900,OBSERVED}""", "out-of-range", "acked")]
    public async Task Over_HTTP_the_next_one_may_follow(string json, string code, string field)
    {
        var client = $"turn-{Guid.NewGuid():N}";
        await host.Http.Reported(client, 3, "{}");
        var refused = await (await host.Http.Report(client, json.Replace("OBSERVED", Observed, StringComparison.Ordinal))).Problem(HttpStatusCode.BadRequest, code, field);
        Assert.Equal(4, refused.GetProperty("lastSeq").GetInt64());
        var taken = await (await host.Http.Report(client, $$"""{"seq":5,"acked":3,{{Observed}}}""")).Json();
        Assert.Equal(5, taken.GetProperty("lastSeq").GetInt64());
    }

    [Theory]
    [InlineData("""{"seq":6,"acked":3,OBSERVED,"facts":{"realTimeScan":"x"}}""")]
    [InlineData("""{"seq":6,"acked":-1,OBSERVED}""")]
    public async Task It_is_refused_in_its_turn_and_not_before(string json)
    {
        var client = $"turn-{Guid.NewGuid():N}";
        await host.Http.Reported(client, 3, "{}");
        var gap = await (await host.Http.Report(client, json.Replace("OBSERVED", Observed, StringComparison.Ordinal))).Problem(HttpStatusCode.Conflict, "gap", "seq");
        Assert.Equal(3, gap.GetProperty("lastSeq").GetInt64());
    }

    [Theory]
    [InlineData("""{"acked":3,OBSERVED}""", "missing")]
    [InlineData("""{"seq":"4",OBSERVED}""", "malformed")]
    [InlineData("""{"seq":4,"seq":5,OBSERVED}""", "malformed")]
    [InlineData("""{"seq":4.5,OBSERVED}""", "out-of-range")]
    public async Task Where_no_number_can_be_read_none_is_told(string json, string code)
    {
        var refused = await (await host.Http.Report("turn-none", json.Replace("OBSERVED", Observed, StringComparison.Ordinal))).Problem(HttpStatusCode.BadRequest, code, "seq");
        Assert.False(refused.TryGetProperty("lastSeq", out _));
    }

    [Fact]
    public async Task Of_a_client_that_nobody_knows_nothing_is_remembered_and_acked_tells_it()
    {
        await (await host.Http.Report("turn-unknown", """{"seq":1,"observedAt":"2096-05-01T08:00:00Z"}""")).Problem(HttpStatusCode.BadRequest, "too-far-ahead", "observedAt");
        await (await host.Http.Report("turn-unknown", $$"""{"seq":2,"acked":0,{{Observed}}}""")).Problem(HttpStatusCode.Conflict, "gap", "seq");
        await (await host.Http.Report("turn-unknown", $$"""{"seq":2,"acked":1,{{Observed}}}""")).Json();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(900)]
    public async Task Over_gRPC_the_next_one_may_follow(long acked)
    {
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed($"turn-grpc-{acked}");
        await session.Send(Report(1, acked));
        var refusal = (await session.Next(Kind.Refusal)).Refusal;
        Assert.Equal((1, "out-of-range", "acked", 1), (refusal.Seq, refusal.Code, refusal.Field, refusal.LastSeq));
        Assert.Null(refusal.RetryAfter);
        await session.Send(Report(2, 0));
        Assert.Equal(2, (await session.Next(Kind.Ack)).Ack.Seq);
    }

    private const string Observed = "\"observedAt\":\"2026-05-01T08:00:00Z\"";

    private static ClientMessage Report(long seq, long acked) => new()
    {
        Report = new Report { Seq = seq, Acked = acked, ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(), Facts = new Facts() },
    };
}
