using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Grpc.Core;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Sessions on which nothing happens, behind a proxy that cuts what it takes for dead.</summary>
[Collection(OnSharedHost.Name)]
[Trait("Needs", "processes")]
public sealed class IdleProxyTests(SharedHost host)
{
    private static readonly ClientMessage Beat = new() { Heartbeat = new Heartbeat() };

    [Fact]
    public async Task Answered_heartbeats_keep_a_session_through_a_proxy_that_cuts_idle_streams()
    {
        using var proxy = await IdleCuttingProxy.Start(host.Grpc);
        using var session = new ClientSession(proxy.Address);
        await session.Send(new ClientMessage { Hello = new Hello { ClientId = "idle-alive", Capabilities = { "alive" } } });
        Assert.InRange((await session.Next(Kind.Welcome)).Welcome.AliveWithin.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        var until = DateTime.UtcNow + (3 * IdleCuttingProxy.CutsAfter);
        while (DateTime.UtcNow < until)
        {
            await session.Send(Beat);
            await session.Next(Kind.Alive);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        var history = await (await host.Http.GetAsync("/v1/clients/idle-alive/history")).Json();
        Assert.Single(history.GetProperty("items").EnumerateArray());
    }

    /// <summary>What the answers are for: the same proxy, a client of before.</summary>
    [Fact]
    public async Task A_client_that_names_no_capability_is_sent_none_and_is_cut()
    {
        using var proxy = await IdleCuttingProxy.Start(host.Grpc);
        using var session = new ClientSession(proxy.Address);
        await session.Hello("idle-old");
        Assert.Null((await session.Next(Kind.Welcome)).Welcome.AliveWithin);
        await session.Send(Beat);
        var began = DateTime.UtcNow;
        var cut = await Record.ExceptionAsync(async () =>
        {
            while (await session.Next() is { } message)
                Assert.Equal(Kind.IconChanged, message.MessageCase);
        });
        Assert.IsType<RpcException>(cut);
        Assert.True(DateTime.UtcNow - began >= IdleCuttingProxy.CutsAfter / 2, "It was cut for another reason.");
    }
}
