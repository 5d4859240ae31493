using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>
/// One timeline from start to verdict: driven, settled, compared with the oracle client by client; then everybody says
/// goodbye, and it is compared again.
/// </summary>
public sealed class Trial(ITimeline timeline, TrialOptions options, TimeProvider time)
{
    /// <summary>On top of the server's own timeouts.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private volatile Driver? _driver;
    private TrialOutcome _outcome = new()
    {
        Scenario = timeline.Scenario,
        Seed = timeline.Seed,
        Clients = timeline.Clients.Count,
        Speed = options.Drive.Speed,
        TimelineHash = "",
        ExpectedFleetHash = options.ExpectedFleetHash,
    };

    /// <summary>What the trial is doing.</summary>
    public TrialStage Stage { get; private set; } = TrialStage.Driving;

    /// <summary>How the run stands; null before it begins.</summary>
    public DriveProgress? Progress => _driver?.Progress;

    /// <summary>Runs the trial. If it is cancelled, what is known by then is returned, marked as interrupted.</summary>
    /// <exception cref="ServerUnreachableException">Nobody answers, at the start or when the clients are read.</exception>
    public async Task<TrialOutcome> RunAsync(CancellationToken cancel)
    {
        try
        {
            await ServerCheck.EnsureReachableAsync(options, cancel);
            _outcome = _outcome with { TimelineHash = options.TimelineHash ?? TimelineHash.Of(timeline) };
            await using var driver = new Driver(timeline, options.Drive, time);
            _driver = driver;
            try
            {
                await DriveAsync(driver, cancel);
                if (await SettleAsync(driver, cancel))
                    await CompareAsync(driver, cancel);
            }
            finally
            {
                _outcome = _outcome with { Total = (await driver.FiguresAsync()).Tally };
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _outcome = _outcome with { Interrupted = true };
        }

        Stage = TrialStage.Over;
        return _outcome;
    }

    private async Task DriveAsync(Driver driver, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var cpu = new CpuMeter(options.Drive.Servers, time);
        try
        {
            await driver.PlayedAsync().WaitAsync(cancel);
        }
        finally
        {
            var figures = await driver.FiguresAsync();
            _outcome = _outcome with { Duration = time.GetElapsedTime(start), CpuShare = cpu.Share, Driven = figures.Tally, Figures = figures };
        }
    }

    /// <summary>False if something is under way still after the bound.</summary>
    private async Task<bool> SettleAsync(Driver driver, CancellationToken cancel)
    {
        Stage = TrialStage.Settling;
        var settled = await WithinAsync(driver.SettledAsync(), Bound, cancel);
        _outcome = _outcome with
        {
            Figures = await driver.FiguresAsync(),
            Reconciliation = Reconciliation.None with { Settled = settled },
        };
        return settled;
    }

    private async Task CompareAsync(Driver driver, CancellationToken cancel)
    {
        using var reader = new FleetReader(options.Api);
        var reconciler = new Reconciler(reader, timeline.Clients, time);
        var fleet = OracleFleet.After(timeline, options.Rules, cancel);
        var everybody = Enumerable.Range(0, timeline.Clients.Count).ToList();

        Stage = TrialStage.Comparing;
        var deliveries = await driver.DeliveriesAsync();
        var certain = everybody.Where(client => IsCertain(deliveries[client], fleet.StateOf(client).LastSeq)).ToList();
        await reconciler.CompareAsync(fleet, deliveries, certain, Bound, cancel);
        _outcome = _outcome with { Reconciliation = reconciler.Findings };

        Stage = TrialStage.SendingHome;
        fleet.Goodbye(timeline.Length);
        if (!await WithinAsync(driver.SendHomeAsync(), Bound, cancel))
        {
            _outcome = _outcome with { Reconciliation = reconciler.Findings with { Settled = false } };
            return;
        }

        Stage = TrialStage.ComparingAgain;
        var shown = await reconciler.CompareAsync(fleet, await driver.DeliveriesAsync(), everybody, Bound, cancel);
        _outcome = _outcome with { Reconciliation = reconciler.Findings, FleetHash = FleetHash.Of(shown) };
    }

    /// <summary>
    /// The timeline alone tells how this client must look. It does not where the client went with reports that it has no
    /// answer to (they may have arrived), or where the server may not have noticed; such a client is compared after its goodbye.
    /// </summary>
    private static bool IsCertain(Delivery delivery, long expected) =>
        delivery.Known && (delivery.Connected || delivery.Answered - delivery.Base >= expected);

    private TimeSpan Bound => (_outcome.Figures?.Timeout ?? TimeSpan.Zero) * 2 + (_outcome.Figures?.Heartbeat ?? TimeSpan.Zero) + Margin;

    private async Task<bool> WithinAsync(Task done, TimeSpan bound, CancellationToken cancel)
    {
        try
        {
            await done.WaitAsync(bound, time, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
