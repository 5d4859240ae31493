using Fleet.Sim.Drive;
using Fleet.Sim.Tests.Report;
using Fleet.Sim.Workers;
using Fleet.Sim.Workers.Messages;
using Fleet.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Workers;

public sealed class CrewTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task All_of_them_together_do_what_one_does_alone()
    {
        const int Clients = 90;
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System, TimeProvider.System, TimeProvider.System);
        var timeline = new Sim.Synthesis.ScenarioTimeline(WorkerRig.Order(Clients, Minute).Scenario, WorkerRig.Order(Clients, Minute).Options);
        await using var alone = new Driver(timeline, rig.Drive(Speed.Max), TimeProvider.System);
        await using var crew = await rig.BeginAsync(Clients, Minute, Speed.Max);
        foreach (var generator in new[] { alone, crew })
        {
            await generator.PlayedAsync();
            await generator.SettledAsync();
            await generator.SendHomeAsync();
        }

        var (own, merged) = (await alone.FiguresAsync(), await crew.FiguresAsync());
        Assert.Equal((own.Tally.Offered, own.Tally.Sent, own.Tally.Acked), (merged.Tally.Offered, merged.Tally.Sent, merged.Tally.Acked));
        Assert.Equal(merged.Tally.Acked, merged.Latency.Decode().TotalCount);
        Assert.Equal(merged.Tally.Welcomes, merged.Connect.Decode().TotalCount);
        Assert.Equal(merged.Tally.Acked, merged.Intervals.Sum(interval => interval.Acked));
        Assert.Equal(await alone.DeliveriesAsync(), await crew.DeliveriesAsync());
        Assert.Equal(rig.Addresses, merged.Workers.Select(worker => worker.Url));
        Assert.All(merged.Workers, worker => Assert.Equal((Clients / 3, WorkerCall.Version), (worker.Clients, worker.Version)));
        Assert.All(merged.Workers, worker => Assert.InRange(worker.ClockOffset.Duration(), TimeSpan.Zero, worker.ClockBound + TimeSpan.FromSeconds(1)));
        Assert.Equal(merged.Tally.Acked, merged.Workers.Sum(worker => worker.Acked));
        Assert.Equal((await alone.LookAsync()).Steps, (await crew.LookAsync()).Steps);
    }

    [Fact]
    public async Task A_worker_may_have_nobody_to_play()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System, TimeProvider.System);
        await using var crew = await rig.BeginAsync(1, Minute, Speed.Max);
        await crew.PlayedAsync();
        await crew.SettledAsync();
        Assert.True(Assert.Single(await crew.DeliveriesAsync()).Complete);
    }

    [Fact]
    public async Task What_was_played_when_it_is_cut_is_told_client_by_client()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System, TimeProvider.System);
        var order = WorkerRig.Order(40, Minute);
        await using var crew = await rig.BeginAsync(40, Minute, Speed.Real);
        Eventually.True(() => crew.Progress.Steps > 20);
        var played = await crew.StopPlayingAsync();
        Assert.Equal((await crew.LookAsync()).Steps, played.OfParts.Sum());
        var whole = new Sim.Synthesis.ScenarioTimeline(order.Scenario, order.Options);
        var cut = new Sim.Timeline.CutTimeline(whole, played, played.Through).Events().ToList();
        Assert.Equal(played.OfParts, Enumerable.Range(0, 2).Select(part => cut.LongCount(happened => played.Deal.PartOf(happened.Client) == part)));
        Assert.Equal(played.Through, cut[^1].At);
        await crew.SettledAsync();
        Assert.Equal(cut.GroupBy(happened => happened.Client).Sum(one => one.Count(happened => happened.Step is Sim.Timeline.ObserveFacts)), (await crew.DeliveriesAsync()).Sum(delivery => delivery.Told));
    }

    [Fact]
    public async Task A_worker_that_is_lost_is_named_and_what_is_known_is_told()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System, TimeProvider.System);
        await using var crew = await rig.BeginAsync(40, Minute, Speed.Real);
        Eventually.True(() => crew.Progress.Tally.Acked > 0);
        var played = crew.PlayedAsync();
        await rig.EndAsync(1);
        var lost = await Assert.ThrowsAsync<GeneratorLostException>(() => played);
        // That it was ended, where it still said so; else that it is gone.
        Assert.Contains($"The worker at {rig.Addresses[1].GetLeftPart(UriPartial.Authority)} ", lost.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GeneratorLostException>(crew.LookAsync);
        await crew.GiveUpAsync();
        var figures = await crew.FiguresAsync();
        Assert.NotEqual(0, figures.Tally.Acked);
        Assert.Equal(2, figures.Workers.Count);
        Assert.Equal(lost.Message, figures.LastTrouble);
    }

    [Fact]
    public async Task A_worker_that_says_nothing_any_more_is_lost()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var silent = await SilentWorker.StartAsync();
        var starting = new Workforce([silent.Address], WorkerRig.Token).StartAsync(WorkerRig.Order(10, Minute), new DriveOptions([silent.Address], 1, Speed.Max), WorkerRig.NoReaders, time, CancellationToken.None);
        Eventually.True(() => starting.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(1)));
        var lost = await Assert.ThrowsAsync<GeneratorLostException>(() => starting);
        Assert.Contains($"{silent.Address.Authority} has said nothing for 10 s", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_late_makes_the_run_invalid_and_is_named()
    {
        var standing = new LeapingTime();
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System, standing);
        await using var crew = await rig.BeginAsync(100, TimeSpan.FromSeconds(30), Speed.Real);
        // As if it had stood still for most of the run.
        standing.Leap(TimeSpan.FromSeconds(28));
        await crew.StopPlayingWhenAsync(progress => progress.Elapsed > TimeSpan.FromSeconds(28));
        var figures = await crew.FiguresAsync();
        Assert.True(figures.Workers[1].Lateness.P99 > 10_000, $"{figures.Workers[1].Lateness}");
        Assert.True(figures.Lateness.Percentiles.P99 > 10_000, "the merge is as late as its part");
        var fault = (Outcomes.Good with { Figures = figures, Workers = figures.Workers }).GeneratorFault(slo: null);
        Assert.Contains($"ms at p99, where 50 ms are allowed) at {rig.Addresses[1]}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_worker_is_one_is_told_to_start_it()
    {
        await using var rig = await WorkerRig.StartAsync(TimeProvider.System);
        var (nobody, other) = (new Uri("http://127.0.0.1:1"), rig.Server.Address);
        var lost = await Assert.ThrowsAsync<GeneratorLostException>(() => BeginAsync(rig, nobody));
        Assert.Contains($"There is no worker at http://{nobody.Authority}", lost.Message, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<WorkerRefusedException>(() => BeginAsync(rig, other));
        Assert.Contains($"What listens at http://{other.Authority} is no worker", refused.Message, StringComparison.Ordinal);
        // The one that is there was asked first each time, and is free.
        await rig.UntilFreeAsync();
    }

    [Fact]
    public async Task A_worker_that_speaks_TLS_serves_those_who_trust_its_certificate()
    {
        var folder = Directory.CreateTempSubdirectory("fleet-worker-");
        try
        {
            using var certificate = new TestCertificate(folder.FullName);
            await using var worker = await WorkerServer.StartAsync(
                new Uri("https://127.0.0.1:0"), WorkerCertificate.Load(certificate.Certificate, certificate.Key), new WorkerIdentity(WorkerRig.Token, WorkerCall.Version, TimeProvider.System, _ => { }));
            var refused = await Assert.ThrowsAsync<WorkerRefusedException>(() => new Workforce([worker.Address], WorkerRig.Token)
                .StartAsync(WorkerRig.Order(10, Minute), new DriveOptions([worker.Address], 1, Speed.Max), WorkerRig.NoReaders, TimeProvider.System, CancellationToken.None));
            Assert.Contains($"The certificate of https://{worker.Address.Authority} is not trusted", refused.Message, StringComparison.Ordinal);

            using var channel = GrpcChannel.ForAddress(worker.Address, new GrpcChannelOptions { HttpHandler = certificate.Trusting(), DisposeHttpClient = true });
            using var call = new FleetWorkers.FleetWorkersClient(channel).Work(WorkerCall.Headers(WorkerRig.Token, WorkerCall.Version));
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

            var other = Assert.Throws<IOException>(() => WorkerCertificate.Load(certificate.Key, certificate.Certificate));
            Assert.Contains(certificate.Key, other.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IGenerator> BeginAsync(WorkerRig rig, Uri other)
    {
        var force = new Workforce([rig.Addresses[0], other], WorkerRig.Token);
        return (await force.StartAsync(WorkerRig.Order(10, Minute), rig.Drive(Speed.Max), WorkerRig.NoReaders, TimeProvider.System, CancellationToken.None)).Clients;
    }
}
