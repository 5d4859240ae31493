using System.Net.Sockets;
using System.Text;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Fleet.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Callers who hang up, at whatever moment, are no error of the server: its log has nothing of them.</summary>
[Trait("Needs", "processes")]
public sealed class GoneCallerTests : IDisposable
{
    private const int Times = 60;

    private const string Report = "POST /v1/clients/gone/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    /// <summary>Each is answered differently: refused while its body is read, by the endpoint, after a question; as a stream.</summary>
    private static readonly string[] Requests =
    [
        $"{Report}Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        $"{Report}Content-Length: 99999999\r\n\r\n{{}}",
        $"{Report}Content-Length: 9\r\n\r\n{{}}",
        $"{Report}Content-Length: 2\r\n\r\n{{}}",
        $"{Report}Content-Length: 53\r\n\r\n{{\"seq\":1,\"observedAt\":\"2026-05-01T08:00:00Z\",\"facts\":{{}}",
        "GET /v1/clients/gone HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/clients?minOffset=1000000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/fleet/summary?at=2026-05-01T08:00:00Z HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n",
        "GET /v1/recordings?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/icon-changes?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ];

    private static readonly string[] Methods =
        ["/fleet.v1.FleetClients/Connect", "/fleet.v1.FleetRelay/Relay", "/fleet.v1.FleetWatch/IconChanges", "/grpc.health.v1.Health/Check", "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nobody_who_hangs_up_is_an_error_of_the_server()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path);
        await using var _ = process;
        using var __ = http;
        await http.UntilVisible((await http.Reported("there", 1, """{"realTimeScan":"stopped"}""")).GetProperty("offset").GetInt64());
        var random = new Random(11);
        for (var i = 0; i < Times; i++)
            await Task.WhenAll(Requests.Select(request => AskAndLeave(http.BaseAddress!, request, waits: random.Next(3) > 0)));
        for (var i = 0; i < Times; i++)
            await Task.WhenAll(CallAndLeave(process.Grpc, random), BeginAndLeave(process.Grpc));

        await http.Reported("afterwards", 1, """{"realTimeScan":"stopped"}""");
        Assert.True(process.Errors.Count == 0, string.Join(Environment.NewLine, process.Errors));
    }

    /// <param name="server">Whom.</param>
    /// <param name="request">What.</param>
    /// <param name="waits">For the first byte of the answer.</param>
    private static async Task AskAndLeave(Uri server, string request, bool waits)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port);
        await tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        if (waits)
        {
            // An answer that is being written, or one that never comes because the request is not complete.
            tcp.Client.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead);
        }

        // Closed at once and without an end: the server reads a reset.
        tcp.Client.Close(timeout: 0);
    }

    private static async Task CallAndLeave(Uri server, Random random)
    {
        using var channel = GrpcChannel.ForAddress(server);
        using var leaves = new CancellationTokenSource();
        var call = new CallOptions(cancellationToken: leaves.Token);
        var clients = new FleetClients.FleetClientsClient(channel).Connect(call);
        var relay = new FleetRelay.FleetRelayClient(channel).Relay(call);
        var calls = new List<Task>
        {
            clients.RequestStream.WriteAsync(new ClientMessage { Hello = new Hello { ClientId = "gone" } }, leaves.Token),
            clients.ResponseStream.MoveNext(leaves.Token),
            relay.ResponseStream.MoveNext(leaves.Token),
            Read(new FleetWatch.FleetWatchClient(channel).IconChanges(new WatchRequest { After = 0 }, call), leaves.Token),
            Read(new global::Grpc.Health.V1.Health.HealthClient(channel).Watch(new HealthCheckRequest(), call), leaves.Token),
        };
        leaves.CancelAfter(random.Next(1, 40));
        foreach (var one in calls)
        {
            try
            {
                await one.WaitAsync(Patience.Long);
            }
            catch (Exception gone) when (gone is RpcException or OperationCanceledException or InvalidOperationException)
            {
                // It has hung up.
            }
        }

        clients.Dispose();
        relay.Dispose();
    }

    /// <summary>With calls that wait for the rest of a message.</summary>
    private static async Task BeginAndLeave(Uri server)
    {
        await using var connection = await RawConnection.Open(server);
        foreach (var method in Methods)
            await connection.Send(await connection.Call(method), RawConnection.MessageHeader(100));
    }

    private static async Task Read<T>(AsyncServerStreamingCall<T> call, CancellationToken leaves)
    {
        using (call)
        {
            while (await call.ResponseStream.MoveNext(leaves))
            {
            }
        }
    }
}
