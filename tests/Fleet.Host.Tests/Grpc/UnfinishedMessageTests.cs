using System.Diagnostics;
using System.Globalization;
using System.Text;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Fleet.V1;
using Grpc.Net.Client;
using Xunit;
using Xunit.Abstractions;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Peers that begin messages and do not end them: what they cost a node is bounded, and others do not notice.</summary>
public sealed class UnfinishedMessageTests(ITestOutputHelper output) : IDisposable
{
    private const string Connect = "/fleet.v1.FleetClients/Connect";
    private const string Relay = "/fleet.v1.FleetRelay/Relay";
    private const string IconChanges = "/fleet.v1.FleetWatch/IconChanges";
    private const string Refused = "fleet_unfinished_messages_refused_total";
    private const int MiB = 1024 * 1024;

    /// <summary>A client that sends half a message is silent.</summary>
    private const string LongTimeout = "--Fleet:Presence:Timeout=1:00:00";

    private static readonly Facts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Before there were bounds, each stream could hold 16 MiB.</summary>
    [Theory]
    [InlineData(Connect, 15 * MiB)]
    [InlineData(Relay, 4 * MiB)]
    [Trait("Needs", "processes")]
    public async Task Sixty_streams_with_half_a_message_each_take_no_more_than_the_budget(string method, int length)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, LongTimeout);
        await using var _ = process;
        using var __ = http;
        using var connection = GrpcChannel.ForAddress(process.Grpc);
        using var beside = new ClientSession(connection);
        await beside.Welcomed("beside");
        await beside.Report(1, Stopped);
        await beside.Next(Kind.Ack);
        var before = process.ResidentBytes;

        var connections = new List<RawConnection>();
        byte[] half = [.. RawConnection.MessageHeader((uint)length), .. new byte[Math.Min(length - 1, 5 * MiB)]];
        for (var i = 0; i < 20; i++)
            connections.Add(await RawConnection.Open(process.Grpc));
        await Task.WhenAll(connections.Select(async (raw, i) =>
        {
            for (var stream = 0; stream < 3; stream++)
                await raw.Send(await Greeted(raw, method, $"half-{i}-{stream}"), half);
        }));
        var grown = process.ResidentBytes - before;
        output.WriteLine($"{grown / MiB} MiB more for 60 streams with {half.Length / MiB} MiB each");

        Assert.All(connections, raw => Assert.False(raw.Over.IsCompleted, $"A connection is not ended for what some of its streams do: {raw.WhyOver}"));
        Assert.InRange(grown, long.MinValue, 160L * MiB);
        await beside.Report(2, new Facts { RealTimeScan = RealTimeScan.Enabled });
        Assert.Equal(2, (await beside.Next(Kind.Ack)).Ack.Seq);
        using var newcomer = new ClientSession(connection);
        await newcomer.Welcomed("newcomer");
        foreach (var raw in connections)
            await raw.DisposeAsync();
    }

    /// <summary>A process of its own: what hosts in one process measure is one.</summary>
    [Fact]
    [Trait("Needs", "processes")]
    public async Task Where_halves_have_all_of_the_budget_one_is_let_to_its_end_and_the_next_waits_for_it_or_is_reset()
    {
        var (host, http) = await FleetProcess.StartReady(_folder.Path, LongTimeout);
        await using var _ = host;
        using var __ = http;
        await using (var raw = await RawConnection.Open(host.Grpc))
        {
            byte[] half = [.. RawConnection.MessageHeader(4 * MiB), .. new byte[(4 * MiB) - RawConnection.MessageHeader(0).Length]];
            byte[] rest = new byte[RawConnection.MessageHeader(0).Length];
            var streams = new List<int>();
            var begun = 0;
            async Task Begin()
            {
                streams.Add(await Greeted(raw, Relay, $"over-{begun++}"));
                await raw.Send(streams[^1], half);
            }

            for (var i = 0; i < 16; i++)
                await Begin();
            // Who waits has two seconds. Where the machine stood still for that long it was reset, and another one is made to wait.
            var refused = 0;
            for (var isLetIn = false; !isLetIn;)
            {
                await Begin();
                var beyond = streams[^1];
                await Eventually.Holds(async () => await Metric(http, "fleet_unfinished_message_bytes") == 68 * MiB);
                var waits = Begin();
                await Eventually.Holds(async () => await Metric(http, "fleet_unfinished_messages_waiting") == 1 || await Metric(http, Refused) > refused);
                // It has come in full, and is worked through: what it held is there for the one that waits.
                await raw.Send(beyond, rest);
                await waits;
                await Eventually.Holds(async () => await Metric(http, "fleet_unfinished_messages_waiting") == 0);
                isLetIn = await Metric(http, Refused) == refused;
                if (!isLetIn)
                    (streams, refused) = (streams[..^1], refused + 1);
            }

            await Eventually.Holds(async () => await Metric(http, "fleet_unfinished_message_bytes") == 68 * MiB);

            // Nobody goes on: the next one is reset. ENHANCE_YOUR_CALM
            await Begin();
            Assert.Equal("reset 11", await raw.End(streams[^1]).WaitAsync(Patience.Long));
            Assert.All(streams[..^1], stream => Assert.False(raw.End(stream).IsCompleted));
            Assert.Equal(refused + 1, await Metric(http, Refused));
        }

        await Eventually.Holds(async () => await Metric(http, "fleet_unfinished_message_bytes") == 0);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_by_name_before_it_has_come_and_the_stream_goes_on_after_it()
    {
        await using var host = await RunningHost.Start(_folder.Path, LongTimeout);
        await using var raw = await RawConnection.Open(host.Grpc);
        foreach (var method in (string[])[Connect, Relay])
        {
            var stream = await Greeted(raw, method, "too-much");
            await raw.Send(stream, RawConnection.MessageHeader(20 * MiB));
            await Eventually.Holds(() => Task.FromResult(Count(raw.Received(stream), "too-large") == 1));
            await raw.Send(stream, new byte[20 * MiB]);
            await raw.Send(stream, (byte[])[.. RawConnection.MessageHeader(1), 0xff]);
            await Eventually.Holds(() => Task.FromResult(Count(raw.Received(stream), "malformed") == 1));
            Assert.False(raw.End(stream).IsCompleted);
        }
    }

    [Fact]
    public async Task A_stream_whose_first_message_never_ends_is_ended_however_its_bytes_trickle()
    {
        string[] methods = [Connect, Relay, IconChanges, "/grpc.health.v1.Health/Check", "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"];
        await using var host = await RunningHost.Start(_folder.Path);
        var began = Stopwatch.StartNew();
        // Each on a connection of its own, at the same time: what takes long is the wait.
        var ends = await Task.WhenAll(methods.Select(async method =>
        {
            await using var raw = await RawConnection.Open(host.Grpc);
            await Trickle(raw, await raw.Call(method)).WaitAsync(Patience.Long);
            return (Method: method, After: began.Elapsed.TotalSeconds);
        }));
        foreach (var (method, after) in ends)
            output.WriteLine($"{method}: {after:0.0} s");
        // Ten seconds; a busy machine adds some.
        Assert.All(ends, end => Assert.InRange(end.After, 0, 40));
    }

    [Fact]
    public async Task Headers_that_do_not_end_end_their_connection()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        await using var half = await RawConnection.Open(host.Grpc);
        var began = Stopwatch.StartNew();
        await half.BeginHeaders(Connect);
        await half.Over.WaitAsync(Patience.Long);
        output.WriteLine($"{began.Elapsed.TotalSeconds:0.0} s: {half.WhyOver}");
        Assert.InRange(began.Elapsed.TotalSeconds, 0, 25);
    }

    /// <summary>A stream on which a client has said hello, and was welcomed.</summary>
    private static async Task<int> Greeted(RawConnection raw, string method, string client)
    {
        var hello = new ClientMessage { Hello = new Hello { ClientId = client } };
        var stream = await raw.Call(method);
        await raw.Send(stream, RawConnection.Message(method == Relay ? new RelayBatch { Messages = { new RelayMessage { ClientId = client, Message = hello } } } : hello));
        await Eventually.Holds(() => Task.FromResult(raw.Received(stream).Length > 0));
        return stream;
    }

    private static async Task Trickle(RawConnection raw, int stream)
    {
        await raw.Send(stream, RawConnection.MessageHeader(1000));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!raw.End(stream).IsCompleted && !raw.Over.IsCompleted && await pace.WaitForNextTickAsync())
            await raw.Send(stream, new byte[1]);
    }

    private static int Count(byte[] bytes, string text) => Encoding.Latin1.GetString(bytes).Split(text).Length - 1;

    /// <summary>Of what has never been counted it is 0.</summary>
    private static async Task<double> Metric(HttpClient http, string name) => double.Parse(
        (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').SingleOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal))?.Split(' ')[1] ?? "0",
        CultureInfo.InvariantCulture);
}
