using Fleet.Protocol.Tls;
using Fleet.Sim.Scenario;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>A server that allows fewer calls on a connection than are needed.</summary>
public sealed class StreamLimitTests
{
    [Fact]
    public async Task It_is_told_what_is_allowed_what_is_needed_and_what_to_do()
    {
        await using var server = await FakeServer.StartAsync(session => session.ListenAsync(), streams: 100);
        Assert.Equal(100, await StreamLimit.OfAsync(server.Address, ServerTrust.OfMachine, default));
        var refused = await Assert.ThrowsAsync<ScenarioException>(() => Ensure(server, clients: 250, connections: 1));
        Assert.Contains("allows 100 streams on a connection; 250 are needed: give --connections 3.", refused.Message);
        await Ensure(server, clients: 250, connections: 3);
        await Ensure(server, clients: 100, connections: 1);
        await Assert.ThrowsAsync<ScenarioException>(() => Ensure(server, clients: 101, connections: 1));
    }

    [Fact]
    public async Task Who_opens_no_connection_is_unreachable() =>
        await Assert.ThrowsAsync<ServerUnreachableException>(() => StreamLimit.OfAsync(new Uri("http://127.0.0.1:1"), ServerTrust.OfMachine, default));

    private static Task Ensure(FakeServer server, int clients, int connections) => StreamLimit.EnsureRoomAsync([server.Address], clients, connections, ServerTrust.OfMachine, default);
}
