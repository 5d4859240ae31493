using System.Net;
using Fleet.Cluster.Tests.Hosting;
using Fleet.V1;
using Grpc.Net.Client;
using Xunit;

namespace Fleet.Cluster.Tests.Presence;

/// <summary>Clients that beat are online, whatever happens to the server's process and its clock. One host, a process of its own.</summary>
public sealed class BeatingClientsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fleet-beats-");
    private readonly FakeTime _clock = new(TimeSpan.Zero);
    private readonly List<Beater> _clients = [];
    private readonly Node _host;
    private readonly GrpcChannel _channel;

    public BeatingClientsTests()
    {
        _host = new Node(IPAddress.Loopback, new Dictionary<string, string>
        {
            ["Fleet__Data"] = _data.FullName,
            ["Fleet__Presence__Heartbeat"] = "00:00:02",
            ["Fleet__Presence__Timeout"] = "00:00:06",
        });
        _channel = GrpcChannel.ForAddress(_host.Grpc);
    }

    public async Task InitializeAsync()
    {
        _host.Start("none", _clock.Settings);
        await FleetCluster.Ready(_host);
        foreach (var number in Enumerable.Range(1, 20))
            _clients.Add(await Beater.Start($"pc-{number}", new FleetClients.FleetClientsClient(_channel)));
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        _channel.Dispose();
        _host.Dispose();
        _clock.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_that_stood_still_for_longer_than_the_timeout_takes_nobody_for_silent()
    {
        _host.Process.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(9));
        _host.Process.Thaw();
        await AllAreOnline();
        await WhoIsSilentIsFoundOut();
    }

    [Fact]
    public async Task A_clock_that_is_set_takes_nobody_for_silent()
    {
        foreach (var ahead in new[] { TimeSpan.FromHours(1), TimeSpan.Zero, TimeSpan.FromHours(-1) })
        {
            _clock.Set(ahead);
            await AllAreOnline();
        }

        await WhoIsSilentIsFoundOut();
    }

    /// <summary>Each of them is still heard by the session that it had, and was never offline.</summary>
    private async Task AllAreOnline()
    {
        foreach (var client in _clients)
            await client.Report();
        foreach (var client in _clients)
        {
            var history = "";
            await Eventually.Holds(async () => (history = await _host.Get($"/v1/clients/{client.Id}/history")) is not null, "its history is told", () => _host.Process.Output);
            Assert.DoesNotContain("\"presence\":\"silent\"", history, StringComparison.Ordinal);
            Assert.DoesNotContain("\"presence\":\"broken\"", history, StringComparison.Ordinal);
        }
    }

    private async Task WhoIsSilentIsFoundOut()
    {
        await _clients[0].FallSilent();
        Assert.Equal("silent", (await _clients[0].Next(ServerMessage.MessageOneofCase.Closing)).Closing.Reason);
        await _clients[1].Report();
    }
}
