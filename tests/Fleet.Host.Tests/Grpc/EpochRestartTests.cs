using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Grpc;

/// <summary>What a welcome says of an epoch outlives the host that said it.</summary>
[Trait("Needs", "processes")]
public sealed class EpochRestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_epoch_is_durable_before_its_welcome(long backlogThrough)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        using var _ = http;
        await using (process)
        {
            using (var before = new ClientSession(process.Grpc))
            {
                await Hello(before, "a");
                await before.Next(Kind.Welcome);
                await before.Report(1, new Facts { RealTimeScan = RealTimeScan.Stopped });
                await before.Next(Kind.Ack);
                await before.Goodbye(GoodbyeReason.Unloaded);
                await before.Next(Kind.Closing);
            }

            using var after = new ClientSession(process.Grpc);
            await Hello(after, "b", backlogThrough);
            Assert.Equal(0, (await after.Next(Kind.Welcome)).Welcome.LastSeq);
            await process.Kill();
        }

        await using var host = await RunningHost.Start(_folder.Path);
        using var late = new ClientSession(host.Grpc);
        await Hello(late, "a");
        Assert.Equal("epoch-old", (await late.Next(Kind.Refusal)).Refusal.Code);
        using var back = new ClientSession(host.Grpc);
        await Hello(back, "b");
        Assert.Equal(0, (await back.Next(Kind.Welcome)).Welcome.LastSeq);
        await back.Report(1, new Facts { RealTimeScan = RealTimeScan.Disabled });
        Assert.Equal(1, (await back.Next(Kind.Ack)).Ack.Seq);
        Assert.Equal("disabled", (await (await host.Http.GetAsync("/v1/clients/kept")).Json()).Text("realTimeScan"));
    }

    private static Task Hello(ClientSession session, string epoch, long backlogThrough = 0) =>
        session.Send(new ClientMessage { Hello = new Hello { ClientId = "kept", Epoch = epoch, BacklogThrough = backlogThrough } });
}
