using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Starting;

public sealed class DrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sessions_are_told_when_the_host_stops()
    {
        var host = await RunningHost.Start(_folder.Path);
        var session = new ClientSession(host.Grpc);
        await session.Welcomed("drained");
        await session.Report(1, new Facts { Roaming = true });
        await session.Next(Kind.Ack);
        var stopping = host.DisposeAsync();

        var closing = (await session.Next(Kind.Closing)).Closing;
        Assert.Equal("draining", closing.Reason);
        Assert.NotNull(closing.RetryAfter);
        session.Dispose();
        await stopping;

        await using var next = await RunningHost.Start(_folder.Path);
        Assert.Equal("roaming", (await (await next.Http.GetAsync("/v1/clients/drained")).Json()).Text("connection"));
    }

    [Fact]
    public async Task A_client_that_is_told_and_waits_for_the_end_of_its_stream_is_given_it()
    {
        var host = await RunningHost.Start(_folder.Path, "--Fleet:Drain=00:05:00");
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("stays");
        var stopping = host.DisposeAsync().AsTask();
        await session.Next(Kind.Closing);
        Assert.Null(await session.Next());
        await stopping.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task A_host_without_patience_stops_all_the_same()
    {
        var host = await RunningHost.Start(_folder.Path, "--Fleet:Drain=00:00:00");
        using var session = new ClientSession(host.Grpc);
        await session.Welcomed("cut-short");
        await host.DisposeAsync();

        await using var next = await RunningHost.Start(_folder.Path);
        await (await next.Http.GetAsync("/v1/clients/cut-short")).Json();
    }
}
