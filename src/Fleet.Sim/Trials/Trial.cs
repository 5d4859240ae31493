using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Reads;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>
/// One timeline from start to verdict: driven, settled, compared with the oracle client by client; then everybody says
/// goodbye, and it is compared again.
/// </summary>
public sealed class Trial(ITimeline timeline, TrialOptions options, TimeProvider time)
{
    /// <summary>On top of the server's own timeouts, and of the longest pause of a client.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly Stagnation _stagnation = new();

    private volatile IGenerator? _driver;
    private volatile FleetComparison? _comparison;
    private OperatorRun? _acting;
    private CutTimeline? _cut;
    private long? _beginning;
    private long _heapBefore;
    private TrialOutcome _outcome = new()
    {
        Scenario = timeline.Scenario,
        Seed = timeline.Seed,
        Clients = timeline.Clients.Count,
        Speed = options.Drive.Speed,
        Connections = options.Drive.Connections,
        Logins = options.Drive.Logins,
        TimelineHash = "",
        ExpectedFleetHash = options.ExpectedFleetHash,
    };

    /// <summary>What was played of the timeline, or is going to be.</summary>
    public ITimeline Played => _cut ?? timeline;

    /// <summary>What the trial is doing.</summary>
    public TrialStage Stage { get; private set; } = TrialStage.Driving;

    /// <summary>How the run stands; null before it begins.</summary>
    public DriveProgress? Progress => _driver?.Progress;

    /// <summary>Whom the comparison waits for; null: nobody.</summary>
    public StillDiffering? Differing => _comparison?.Differing;

    /// <summary>Runs the trial. If it is cancelled, or the server vanishes, or a worker, what is known by then is returned, marked as interrupted.</summary>
    /// <param name="cancel">Ends it at once.</param>
    /// <param name="enough">Ends the timeline; what was played of it is settled and compared.</param>
    /// <exception cref="ServerUnreachableException">Nobody answers at the start.</exception>
    /// <exception cref="GeneratorLostException">A worker could not begin.</exception>
    public async Task<TrialOutcome> RunAsync(CancellationToken cancel, CancellationToken enough = default)
    {
        try
        {
            await ReachabilityCheck.EnsureReachableAsync(options, cancel);
            if (timeline.Length < TimeSpan.MaxValue)
                _outcome = _outcome with { TimelineHash = options.TimelineHash ?? TimelineHash.Of(timeline) };
            using (var reader = new FleetReader(options.Api, options.Drive.Trust))
                _beginning = await reader.TryJournalEndAsync(cancel);
            _heapBefore = Heap.Live();
            IReadOnlyList<Uri> apis = [options.Api, .. options.OtherApis];
            var (clients, readers) = options.Workers is { } startAsync ? await startAsync(cancel) : ReadLoad.Beside(new Driver(timeline, options.Drive, time), options.Readers, apis, options.Drive.Trust, time);
            await using var driver = clients;
            await using var reads = readers;
            await using var watch = new ServerWatch(apis, options.Drive.Trust, time);
            _driver = driver;
            await using var acting = _acting = timeline.Acts.Count == 0 ? null : new OperatorRun(timeline.Acts, options, driver, time);
            try
            {
                await DriveAsync(driver, cancel, enough);
                await JudgeAsync(driver, reads, cancel);
            }
            finally
            {
                await driver.GiveUpAsync();
                var last = await driver.FiguresAsync();
                _outcome = _outcome with { Total = last.Tally, Workers = last.Workers, Reads = await reads.StopAsync(new CancellationToken(canceled: true)), Servers = watch.Nodes };
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _outcome = _outcome with { Interrupted = true };
        }
        catch (ServerUnreachableException e) when (_driver is not null)
        {
            _outcome = _outcome with { Interrupted = true, Vanished = e.Message };
        }
        catch (GeneratorLostException e) when (_driver is not null)
        {
            _outcome = _outcome with { Interrupted = true, WorkerLost = e.Message };
        }

        Stage = TrialStage.Over;
        return _outcome;
    }

    private async Task DriveAsync(IGenerator driver, CancellationToken cancel, CancellationToken enough)
    {
        var start = time.GetTimestamp();
        var cpu = new CpuMeter(options.Drive.Servers, time);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough);
            if (!await DoneAsync(_acting is null ? driver.PlayedAsync() : Task.WhenAll(driver.PlayedAsync(), _acting.Playing), () => IsHopeless(driver, start), either.Token))
                await CutAsync(driver, start);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            await CutAsync(driver, start);
        }
        finally
        {
            var figures = await driver.FiguresAsync();
            _outcome = _outcome with { Duration = time.GetElapsedTime(start), CpuShare = figures.BusiestWorker ?? cpu.Share, Driven = figures.Tally, Figures = figures };
        }
    }

    /// <summary>
    /// Nothing is gained by driving on: this machine is far behind, or where no time says so, the server is. Where all is played but the operator's acts, a server that was away gets
    /// them when it is back.
    /// </summary>
    private bool IsHopeless(IGenerator driver, long start)
    {
        var (elapsed, progress) = (time.GetElapsedTime(start), driver.Progress);
        _outcome = options.Drive.Speed.Factor is not null
            ? _outcome with { TimelineCut = elapsed > TrialBounds.Driving(progress.Length) + (progress.Played ? Bound : TimeSpan.Zero) }
            : _outcome with { StoodStill = _stagnation.IsSo(elapsed, progress.Steps + progress.Tally.Acked, Bound) ? Bound : null };
        return _outcome.TimelineCut || _outcome.StoodStill is not null;
    }

    private async Task CutAsync(IGenerator driver, long start)
    {
        if (_acting is not null)
            await _acting.StopAsync();
        var played = await driver.StopPlayingAsync();
        _cut = new CutTimeline(timeline, played, options.Drive.Speed.Factor is { } factor ? time.GetElapsedTime(start) * factor : played.Through);
        _outcome = _outcome with { TimelineHash = TimelineHash.Of(_cut) };
    }

    /// <summary>Settles and compares; what is not done within a bound has not settled.</summary>
    private async Task JudgeAsync(IGenerator driver, IReaders reads, CancellationToken cancel)
    {
        using var over = new CancellationTokenSource(TrialBounds.Settling(Bound, _outcome.Duration), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, over.Token);
        try
        {
            if (_outcome.StoodStill is null && await SettleAsync(driver, reads, either.Token))
                await CompareAsync(driver, either.Token);
            else
                await ReachabilityCheck.EnsureReachableAsync(options, cancel);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            _outcome = _outcome with { Figures = await driver.FiguresAsync(), Reconciliation = _outcome.Reconciliation with { Settled = false } };
        }
    }

    /// <summary>False if something is under way still, and nothing has moved for as long as the bound.</summary>
    private async Task<bool> SettleAsync(IGenerator driver, IReaders reads, CancellationToken cancel)
    {
        Stage = TrialStage.Settling;
        var settled = await WhileMovingAsync(driver, driver.SettledAsync(), cancel);
        if (_acting is not null)
            await new TasksAtRest(_acting.Done, options, time).WaitAsync(Bound, cancel);
        if (settled && options.Workers is null)
            _outcome = _outcome with { BytesPerClient = Math.Max(0, Heap.Live() - _heapBefore) / Math.Max(1, timeline.Clients.Count) };
        _outcome = _outcome with
        {
            Figures = await driver.FiguresAsync(),
            Reads = await reads.StopAsync(cancel),
            Reconciliation = Reconciliation.None with { Settled = settled },
        };
        return settled;
    }

    private async Task CompareAsync(IGenerator driver, CancellationToken cancel)
    {
        using var reader = new FleetReader(options.Api, options.Drive.Trust);
        var comparison = _comparison = new FleetComparison(reader, Played, options.Rules, driver, _acting, Bound, time);
        Stage = TrialStage.Comparing;
        try
        {
            await comparison.OfThoseThereAsync(cancel);
        }
        finally
        {
            _outcome = _outcome with { Tasks = comparison.Tasks };
        }

        _outcome = _outcome with { Reconciliation = comparison.Findings };
        Stage = TrialStage.SendingHome;
        if (!await WhileMovingAsync(driver, driver.SendHomeAsync(), cancel))
        {
            _outcome = _outcome with { Reconciliation = comparison.Findings with { Settled = false } };
            return;
        }

        Stage = TrialStage.ComparingAgain;
        var shown = await comparison.AfterGoodbyesAsync(_beginning, cancel);
        _outcome = _outcome with { Reconciliation = comparison.Findings, FleetHash = FleetHasher.Of(shown) };
    }

    private TimeSpan Bound => TrialBounds.Quiet(Progress!.Heartbeat, Progress.Timeout, Margin);

    /// <summary>An overtaxed server takes its time, but moves: what counts is how long nothing does.</summary>
    private async Task<bool> WhileMovingAsync(IGenerator driver, Task done, CancellationToken cancel)
    {
        var (best, since) = (Standing(driver), time.GetTimestamp());
        return await DoneAsync(done, () =>
        {
            var now = Standing(driver);
            if (now.Unsettled >= best.Unsettled && now.Acked <= best.Acked)
                return time.GetElapsedTime(since) > Bound;
            (best, since) = (now, time.GetTimestamp());
            return false;
        }, cancel);

        static (int Unsettled, long Acked) Standing(IGenerator driver) => (driver.Progress.Unsettled, driver.Progress.Tally.Acked);
    }

    /// <summary>False if it is given up before it is done.</summary>
    private async Task<bool> DoneAsync(Task task, Func<bool> isHopeless, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await task.WaitAsync(BetweenLooks, time, cancel);
                return true;
            }
            catch (TimeoutException)
            {
                if (isHopeless())
                    return false;
            }
        }
    }
}
