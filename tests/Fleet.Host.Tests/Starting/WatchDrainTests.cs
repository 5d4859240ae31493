using System.Net.Sockets;
using System.Text;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Http;
using Fleet.Testing;
using Fleet.V1;
using Grpc.Core;
using Xunit;

namespace Fleet.Host.Tests.Starting;

/// <summary>Streams of icon changes never end by themselves: the host's end does not wait for them, however long its drain is.</summary>
public sealed class WatchDrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_are_let_go_at_once_when_the_host_stops()
    {
        var host = await Start();
        await using var events = await EventReader.Open(host.Http);
        using var watcher = new Watcher(host.Grpc, new WatchRequest());
        Assert.Equal("caught-up", (await events.Next())?.Type);
        Assert.NotNull((await watcher.Next()).CaughtUp);

        var stopped = host.DisposeAsync().AsTask();
        // Until then both may be told how far the journal is.
        Assert.Empty(await events.ChangesToEnd());
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => watcher.Until(WatchMessage.MessageOneofCase.IconChanged))).StatusCode);
        await stopped.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task Readers_that_do_not_read_do_not_hold_up_the_end()
    {
        var host = await Start();
        // More than two sockets hold: some 600 bytes a change.
        await Report(host, clients: 10_000);
        using var http = new TcpClient { ReceiveBufferSize = 4_096 };
        await http.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await http.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /v1/icon-changes?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        // Beyond its flow-control window of 64 KiB nothing is sent to a watcher that does not read.
        using var watcher = new Watcher(host.Grpc, new WatchRequest { After = 0 });
        await watcher.Next();
        await host.DisposeAsync().AsTask().WaitAsync(Patience.Long);
    }

    private Task<RunningHost> Start() => RunningHost.Start(_folder.Path, "--Fleet:Drain=00:05:00");

    private static Task Report(RunningHost host, int clients) => Parallel.ForEachAsync(
        Enumerable.Range(0, clients),
        new ParallelOptions { MaxDegreeOfParallelism = 64 },
        async (i, _) => await host.Http.Reported($"{i:d128}", 1, $$"""{"group":"{{new string('g', 128)}}"}"""));
}
