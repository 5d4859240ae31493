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

    /// <summary>So long the whole fleet is asked for each time: walks through a large one take their time, and the verdict about each client does not wait for them.</summary>
    private static readonly TimeSpan ForAnswers = TimeSpan.FromSeconds(60);

    private readonly Stagnation _stagnation = new();

    private volatile IGenerator? _driver;
    private volatile Reconciler? _reconciler;
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
    public StillDiffering? Differing => _reconciler?.Differing;

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
        var reconciler = _reconciler = new Reconciler(reader, timeline.Clients, time);
        var answers = new AnswerCheck(reader, timeline.Clients);
        Stage = TrialStage.Comparing;
        var managing = await ManagingAsync(reader, driver);
        if (managing is not null && !_acting!.IsUnsure)
        {
            var sure = await driver.DeliveriesAsync();
            var known = OracleFleet.After(managing.Played, options.Rules, cancel);
            await managing.CompareAsync(
                options.Rules, Enumerable.Range(0, sure.Count).Where(client => IsCertain(sure[client], known.StateOf(client).LastSeq)).ToHashSet(), driver.DeedsAsync, Bound, cancel);
            _outcome = _outcome with { Tasks = managing.Tasks };
        }

        var fleet = OracleFleet.After((await ManagingAsync(reader, driver))?.Played ?? Played, options.Rules, cancel);
        var everybody = Enumerable.Range(0, timeline.Clients.Count).ToList();

        var deliveries = await driver.DeliveriesAsync();
        var certain = everybody.Where(client => IsCertain(deliveries[client], fleet.StateOf(client).LastSeq)).ToList();
        await reconciler.CompareAsync(fleet, deliveries, certain, Bound, cancel);
        _outcome = _outcome with { Reconciliation = reconciler.Findings with { Answers = managing?.Findings ?? [] } };
        if (certain.Count == everybody.Count)
            await WithinAsync(stop => answers.LookAsync(fleet, stop), cancel);

        Stage = TrialStage.SendingHome;
        if (!await WhileMovingAsync(driver, driver.SendHomeAsync(), cancel))
        {
            _outcome = _outcome with { Reconciliation = reconciler.Findings with { Settled = false } };
            return;
        }

        Stage = TrialStage.ComparingAgain;
        var played = Played;
        if (managing is not null)
        {
            // Meanwhile somebody may have come to the end of a task, or have had an answer.
            played = (await ManagingAsync(reader, driver))!.Played;
            fleet = OracleFleet.After(played, options.Rules, cancel);
        }

        fleet.Goodbye(Played.Length, everybody.Where(client => deliveries[client] is { Connected: false, Known: false }).ToHashSet());
        var shown = await reconciler.CompareAsync(fleet, await driver.DeliveriesAsync(), everybody, Bound, cancel);
        var histories = new HistoryCheck(reader, played, options.Rules);
        await histories.RunAsync(cancel);
        reconciler.Add(histories);
        await WithinAsync(answers.LookBackAsync, cancel);
        await WithinAsync(stop => answers.LookAsync(fleet, stop), cancel);
        if (_beginning is { } beginning)
            await WithinAsync(stop => answers.FollowFeedAsync(fleet, beginning, client => deliveries[client].Base == 0, stop), cancel);
        _outcome = _outcome with { Reconciliation = reconciler.Findings with { Answers = [.. answers.Findings, .. managing?.Findings ?? []] }, FleetHash = FleetHasher.Of(shown) };
    }

    /// <summary>By what the operator and the clients did so far; null: there is no operator.</summary>
    private async Task<ManagingCheck?> ManagingAsync(FleetReader reader, IGenerator driver) =>
        _acting is null ? null : new ManagingCheck(reader, Played, _acting.Done, await driver.DeedsAsync(), time);

    /// <summary>Does it as far as there is time.</summary>
    private async Task WithinAsync(Func<CancellationToken, Task> ask, CancellationToken cancel)
    {
        using var over = new CancellationTokenSource(ForAnswers, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, over.Token);
        try
        {
            await ask(either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // What was not judged by then says so.
        }
    }

    /// <summary>
    /// The timeline alone tells how this client must look. It does not where the client went with reports that it has no
    /// answer to (they may have arrived), or where the server may not have noticed; such a client is compared after its goodbye.
    /// </summary>
    private static bool IsCertain(Delivery delivery, long expected) =>
        delivery.Known && (delivery.Connected || delivery.Answered - delivery.Base >= expected);

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
