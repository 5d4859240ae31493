using Fleet.Sim.Drive;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Reads;
using Fleet.Sim.Recording;
using Fleet.Sim.Replay;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;

namespace Fleet.Sim.Capacity;

/// <summary>One trial: a steady load on a server, measured after the ramp and the warm-up, and judged.</summary>
internal sealed class LoadTrial(CapacitySetup setup, TrialTarget target, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan MostWarmUp = TimeSpan.FromMinutes(1);

    /// <summary>How long the last reports of a trial are waited for; what has no answer then is an error.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A server is warmed up no longer, whatever it does: there has to be time left to measure it.</summary>
    private TimeSpan LongestWarmUp => setup.Plan.Budget / 4 < MostWarmUp ? setup.Plan.Budget / 4 : MostWarmUp;

    public async Task<TrialJudgement> RunAsync(double load, int number, bool fullLength, CancellationToken cancel)
    {
        var steady = setup.LoadOf(load, number);
        var length = fullLength ? setup.FullTrial : setup.ShortTrial;
        var after = setup.WarmUp + LongestWarmUp + length;
        var drawn = steady.For(after);
        ITimeline timeline = setup.Prefix.Length > 0 ? new MovedTimeline(drawn, setup.Prefix, TimeSpan.Zero) : drawn;
        var connections = Math.Min(steady.Clients, setup.Connections ?? ConnectionPool.DefaultCount(steady.Clients, target.Servers.Count));
        var drive = new DriveOptions(target.Servers, connections, Speed.Real, setup.Logins) { Trust = setup.Trust };
        IReadOnlyList<Uri> apis = [target.Api, .. target.OtherApis];
        var (clients, readers) = setup.Workers is { } workers
            ? await workers.StartAsync(new TimelineOrder(setup.Scenario, drawn.Options, Steady: after, setup.Prefix), drive, new ReadOrder(setup.Readers, apis), time, cancel)
            : ReadLoad.Beside(new Driver(timeline, drive, time), setup.Readers, apis, setup.Trust, time);
        await using var driver = clients;
        await using var reads = readers;
        await using var watch = new ServerWatch(apis, setup.Trust, time);
        await Task.Delay(steady.Ramp + setup.WarmUp, time, cancel);
        target.Warm ??= await WarmUpAsync(driver, watch, cancel);

        await driver.BeginMeasuringAsync();
        reads.BeginMeasuring();
        var (start, began, before) = (time.GetTimestamp(), driver.Elapsed, (await driver.LookAsync()).Tally);
        var cpu = new CpuMeter(setup.Cores?.Generator.Numbers.Count ?? Environment.ProcessorCount, time);
        var foreign = new ForeignLoad(setup.OwnCores, OurTime(), time);
        var trend = await FollowAsync(driver, start, length, cancel);
        var (took, share, others, driven) = (time.GetElapsedTime(start), cpu.Share, foreign.Share, (await driver.LookAsync()).Tally);
        var played = await driver.StopPlayingAsync();
        var read = await reads.StopAsync(cancel);
        await AnsweredAsync(driver, cancel);

        var figures = await driver.FiguresAsync();
        var outcome = new TrialOutcome
        {
            Scenario = timeline.Scenario,
            Seed = timeline.Seed,
            Clients = steady.Clients,
            Speed = Speed.Real,
            Connections = connections,
            Logins = setup.Logins,
            TimelineHash = TimelineHash.Of(new CutTimeline(timeline, played, played.Through)),
            Duration = took,
            Driven = driven.Since(before),
            Figures = figures with { Tally = figures.Tally.Since(before), LastAck = figures.LastAck - began },
            CpuShare = figures.BusiestWorker ?? share,
            Workers = figures.Workers,
            Reconciliation = Reconciliation.None with { Settled = figures.Waiting == 0 },
            Reads = read,
            Servers = watch.Nodes,
            Warm = target.Warm,
        };
        return Judge(load, fullLength, WithErrors(outcome, figures.Tally.Since(before), figures.Tally), trend, length) with { ForeignCpuShare = others };
    }

    /// <summary>Goes on under load until the server compiles no more and what a report takes of the server's processors is flat. A server that does not tell is taken as it is.</summary>
    private async Task<Warmth> WarmUpAsync(IGenerator driver, ServerWatch watch, CancellationToken cancel)
    {
        var (warmUp, start, last) = (new WarmUp(), time.GetTimestamp(), TimeSpan.MinValue);
        while (!warmUp.IsFlat && time.GetElapsedTime(start) < (watch.Nodes[0].Samples.Any(sample => sample.CpuSeconds is not null) ? LongestWarmUp : BetweenLooks))
        {
            await Task.Delay(BetweenLooks, time, cancel);
            if (watch.Nodes[0].Samples is not [.., { CpuSeconds: { } cpu } sample] || sample.At == last)
                continue;
            last = sample.At;
            warmUp.Add(sample.At, cpu, (await driver.LookAsync()).Tally.Acked, sample.JitSeconds);
        }

        return new Warmth(Math.Round((setup.WarmUp + time.GetElapsedTime(start)).TotalSeconds, 1), warmUp.IsFlat, warmUp.MicrosecondsPerReport);
    }

    private async Task<BacklogTrend> FollowAsync(IGenerator driver, long start, TimeSpan length, CancellationToken cancel)
    {
        var trend = new BacklogTrend();
        for (TimeSpan left; (left = length - time.GetElapsedTime(start)) > TimeSpan.Zero;)
        {
            await Task.Delay(left < BetweenLooks ? left : BetweenLooks, time, cancel);
            trend.Add(time.GetElapsedTime(start), driver.Progress.Waiting);
        }

        return trend;
    }

    private async Task AnsweredAsync(IGenerator driver, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        while ((await driver.LookAsync()).Waiting > 0 && time.GetElapsedTime(start) < Patience)
            await Task.Delay(BetweenLooks, time, cancel);
    }

    /// <summary>Null where the server, or a worker, is a process on this machine that we did not start: what it takes cannot be told from what others take.</summary>
    private Func<TimeSpan>? OurTime() => setup.Workers is not null ? null
        : target.OwnHost is { } host ? () => Environment.CpuUsage.TotalTime + host.CpuTime + (target.OwnPostgres?.CpuTime ?? TimeSpan.Zero)
        : target.Servers.Any(server => server.IsLoopback) ? null
        : () => Environment.CpuUsage.TotalTime;

    /// <summary>Every refusal counts, not only those that are final; and so does a report without an answer. Log-ins are those of the whole trial.</summary>
    private static TrialOutcome WithErrors(TrialOutcome outcome, Tally since, Tally logins) => outcome with
    {
        Total = since with { Sent = Math.Max(since.Sent, since.Offered), Welcomes = logins.Welcomes, HeldBack = logins.HeldBack },
        FurtherErrors = since.Deferrals + outcome.Figures!.Waiting,
    };

    private TrialJudgement Judge(double load, bool fullLength, TrialOutcome outcome, BacklogTrend trend, TimeSpan length)
    {
        var reasons = setup.Slo.Misses(outcome).ToList();
        if (trend.Grows(outcome.Driven.Offered / outcome.Duration.TotalSeconds, length))
            reasons.Add($"the backlog grew by {trend.Slope:N0} reports/s");
        if (outcome.Figures!.Latency == Distribution.None)
            reasons.Add("no report was answered");
        var fault = outcome.GeneratorFault(setup.Slo);
        if (fault is not null)
            reasons.Insert(0, $"the generator was {fault}");
        return new TrialJudgement(load, fullLength, reasons, fault is not null, outcome, trend.Slope, ServerCpu(outcome.Servers[0].Samples));
    }

    private double? ServerCpu(IReadOnlyList<ServerSample> samples)
    {
        var told = samples.Where(sample => sample.CpuSeconds is not null).ToList();
        return told.Count < 2
            ? null
            : (told[^1].CpuSeconds - told[told.Count / 2 - 1].CpuSeconds) / (told[^1].At - told[told.Count / 2 - 1].At).TotalSeconds
                / (setup.Cores?.Server.Numbers.Count ?? 1);
    }
}
