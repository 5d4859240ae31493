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
        const int Tries = 3;
        using var proxy = await IdleCuttingProxy.Start(host.Grpc);
        // A machine that stands still for as long as the proxy waits has it cut, and that shows nothing.
        for (var n = 1; !await IsKept(proxy.Address, $"idle-alive-{n}"); n++)
            Assert.True(n < Tries, "It was cut each time.");
    }

    /// <summary>What the answers are for: the same proxy, a client of before.</summary>
    [Fact]
    public async Task A_client_that_names_no_capability_is_sent_none_and_is_cut()
    {
        using var proxy = await IdleCuttingProxy.Start(host.Grpc);
        using var session = new ClientSession(proxy.Address);
        var began = DateTime.UtcNow;
        await session.Hello("idle-old");
        Assert.Null((await session.Next(Kind.Welcome)).Welcome.AliveWithin);
        var cut = await Record.ExceptionAsync(async () =>
        {
            await session.Send(Beat);
            while (await session.Next() is { } message)
                Assert.Equal(Kind.IconChanged, message.MessageCase);
        });
        Assert.IsType<RpcException>(cut);
        Assert.True(DateTime.UtcNow - began >= IdleCuttingProxy.CutsAfter / 2, "It was cut for another reason.");
    }

    /// <summary>Whether a session that beats is still there after three times the silence that the proxy bears.</summary>
    private async Task<bool> IsKept(Uri proxy, string client)
    {
        using var session = new ClientSession(proxy);
        await session.Send(new ClientMessage { Hello = new Hello { ClientId = client, Capabilities = { "alive" } } });
        Assert.InRange((await session.Next(Kind.Welcome)).Welcome.AliveWithin.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        var until = DateTime.UtcNow + (3 * IdleCuttingProxy.CutsAfter);
        try
        {
            while (DateTime.UtcNow < until)
            {
                await session.Send(Beat);
                await session.Next(Kind.Alive);
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
        catch (Exception cut) when (cut is RpcException or HttpRequestException or IOException or InvalidOperationException)
        {
            return false;
        }

        var history = await (await host.Http.GetAsync($"/v1/clients/{client}/history")).Json();
        Assert.Single(history.GetProperty("items").EnumerateArray());
        return true;
    }
}
