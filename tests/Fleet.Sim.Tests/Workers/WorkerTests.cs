using Fleet.Sim.Drive;
using Fleet.Sim.Workers;
using Fleet.Sim.Workers.Messages;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Workers;

public sealed class WorkerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("of-other-workers", null, StatusCode.Unauthenticated, "credential-unknown")]
    [InlineData("", null, StatusCode.Unauthenticated, "credential-unknown")]
    [InlineData(WorkerRig.Token, "0.0.1", StatusCode.FailedPrecondition, "version-differs")]
    [InlineData("of-other-workers", "0.0.1", StatusCode.Unauthenticated, "credential-unknown")]
    public async Task Who_has_another_token_or_is_of_another_version_is_refused_and_nothing_comes_of_it(string token, string? version, StatusCode status, string code)
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        using var channel = GrpcChannel.ForAddress(rig.Addresses[0]);
        var refused = await Assert.ThrowsAsync<RpcException>(() => rig.Call(channel, token, version).ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((status, code), (refused.StatusCode, refused.Trailers.GetValue("fleet-code")));
        if (version is not null && token == WorkerRig.Token)
            Assert.Contains($"of version {WorkerCall.Version}, and this coordinator of {version}", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(rig.Said);
        Assert.Empty(rig.Server.Heard);
    }

    [Fact]
    public async Task A_refusal_reaches_whoever_gave_the_order_in_words()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        var refused = await Assert.ThrowsAsync<WorkerRefusedException>(() => new Workforce(rig.Addresses, "of-other-workers")
            .StartAsync(WorkerRig.Order(10, Minute), rig.Drive(Speed.Max), WorkerRig.NoReaders, TimeProvider.System, CancellationToken.None));
        Assert.Equal($"The worker at http://{rig.Addresses[0].Authority} has another token.", refused.Message);
    }

    [Fact]
    public async Task Without_any_token_a_call_is_refused()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        using var channel = GrpcChannel.ForAddress(rig.Addresses[0]);
        var refused = await Assert.ThrowsAsync<RpcException>(() => new FleetWorkers.FleetWorkersClient(channel).Work().ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((StatusCode.Unauthenticated, "credential-missing"), (refused.StatusCode, refused.Trailers.GetValue("fleet-code")));
    }

    [Fact]
    public async Task One_that_has_an_order_is_busy_and_goes_on_with_it()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        await using (var first = await rig.BeginAsync(40, Minute, Speed.Real))
        {
            var busy = await Assert.ThrowsAsync<GeneratorLostException>(() => rig.BeginAsync(40, Minute, Speed.Real));
            Assert.Contains("has an order of another coordinator", busy.Message, StringComparison.Ordinal);
            var before = first.Progress.Tally.Acked;
            Eventually.True(() => first.Progress.Tally.Acked > before);
        }

        await rig.UntilFreeAsync();
    }

    [Fact]
    public async Task When_the_coordinator_is_gone_its_load_ends_and_the_worker_is_free()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        using (var channel = GrpcChannel.ForAddress(rig.Addresses[0]))
        {
            await PrepareAndBeginAsync(rig, rig.Call(channel), rig.Drive(Speed.Real));
            Eventually.True(() => rig.Server.Heard.Any(heard => heard.Message.Report is not null));
        }

        Eventually.True(() => !rig.Server.Broken.IsEmpty && rig.Said.LastOrDefault() == "free again");
        Assert.Contains("the coordinator is gone", rig.Said);
        await rig.UntilFreeAsync();
    }

    [Fact]
    public async Task When_the_coordinator_says_nothing_for_a_while_its_load_ends_and_the_worker_is_free()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var rig = await WorkerRig.StartAsync(time);
        using var channel = GrpcChannel.ForAddress(rig.Addresses[0]);
        using var call = rig.Call(channel);
        await PrepareAndBeginAsync(rig, call, rig.Drive(Speed.Real));
        Eventually.True(() => rig.Said.LastOrDefault() == "free again", () => time.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.Contains("the coordinator has said nothing for 10 s", rig.Said);
    }

    [Fact]
    public async Task An_order_that_cannot_be_done_ends_alone_and_says_why()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        using var channel = GrpcChannel.ForAddress(rig.Addresses[0]);
        foreach (var (order, why) in new[]
        {
            (new Order { Id = 1, Prepare = new Prepare { Scenario = "name: 5" } }, "the coordinator's scenario:1"),
            (new Order { Id = 1, Ask = Ask.Figures }, "has to be prepared first"),
            (new Order { Id = 1, Ask = (Ask)99 }, "99"),
            (new Order { Id = 1 }, "None"),
        })
        {
            using var call = rig.Call(channel);
            await call.RequestStream.WriteAsync(order);
            var failed = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (await call.ResponseStream.MoveNext(CancellationToken.None))
                    Assert.Equal(0, call.ResponseStream.Current.Id);
            });
            Assert.Equal(StatusCode.Internal, failed.StatusCode);
            Assert.Contains(why, failed.Status.Detail, StringComparison.Ordinal);
        }

        await rig.UntilFreeAsync();
    }

    private static async Task PrepareAndBeginAsync(WorkerRig rig, AsyncDuplexStreamingCall<Order, Word> call, DriveOptions drive)
    {
        var prepare = WorkerRig.Order(20, Minute).ToMessage();
        (prepare.Parts, prepare.Connections, prepare.Speed, prepare.Logins) = (1, 1, drive.Speed.ToString(), (int)drive.Logins);
        prepare.Servers.Add(rig.Server.Address.ToString());
        await call.RequestStream.WriteAsync(new Order { Id = 1, Prepare = prepare });
        await UntilAnsweredAsync(call, 1);
        await call.RequestStream.WriteAsync(new Order { Id = 2, Begin = new Begin { At = 0, Shows = DateTimeOffset.UtcNow.UtcTicks } });
        await UntilAnsweredAsync(call, 2);
    }

    private static async Task UntilAnsweredAsync(AsyncDuplexStreamingCall<Order, Word> call, long id)
    {
        do
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        while (call.ResponseStream.Current.Id != id);
    }
}
