using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers.Messages;
using Grpc.Core;

namespace Fleet.Sim.Workers;

/// <summary>
/// One order at the worker, from its preparation to the end of its stream. A coordinator that says nothing for a while is gone, as one whose stream
/// has ended is; with the session ends the load.
/// </summary>
internal sealed class WorkerSession(IAsyncStreamReader<Order> orders, IServerStreamWriter<Word> words, WorkerIdentity worker) : IAsyncDisposable
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _over = new();
    private Task? _preparing;
    private Driver? _driver;
    private Prepare? _prepared;
    private ServerTrust _trust = ServerTrust.OfMachine;
    private ReadLoad? _reads;
    private IReadOnlyList<Uri> _servers = [];
    private CpuMeter? _cpu;
    private double? _cpuShare;
    private Exception? _fault;

    /// <summary>Does what it is told until the stream ends, or the coordinator is gone.</summary>
    /// <param name="ended">The stream is broken.</param>
    /// <param name="stopping">The worker is to end.</param>
    /// <exception cref="RpcException">An order could not be done, or the worker ends.</exception>
    public async Task RunAsync(CancellationToken ended, CancellationToken stopping)
    {
        using var silence = new CancellationTokenSource(WorkerCall.Silence, worker.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(ended, stopping, silence.Token, _over.Token);
        var showing = ShowAsync(any.Token);
        try
        {
            while (await orders.MoveNext(any.Token))
            {
                silence.CancelAfter(WorkerCall.Silence);
                if (orders.Current is { } order && order is not { KindCase: Order.KindOneofCase.Ask, Ask: Ask.StillThere })
                    _ = AnswerAsync(order, any.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or RpcException)
        {
            worker.Say(_fault is { } fault ? $"could not go on: {fault.Message}"
                : silence.IsCancellationRequested ? $"the coordinator has said nothing for {WorkerCall.Silence.TotalSeconds:0} s"
                : stopping.IsCancellationRequested ? "asked to end"
                : "the coordinator is gone");
        }

        await _over.CancelAsync();
        await showing;
        if (_fault is not null)
            throw new RpcException(new Status(StatusCode.Internal, _fault.Message, _fault));
        if (stopping.IsCancellationRequested)
            throw new RpcException(new Status(StatusCode.Unavailable, "was ended"));
    }

    public async ValueTask DisposeAsync()
    {
        // What is made ready when the order ends has to be put away too.
        if (_preparing is not null)
            await _preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_reads is not null)
            await _reads.DisposeAsync();
        if (_driver is not null)
            await _driver.DisposeAsync();
        _over.Dispose();
        _turn.Dispose();
    }

    private Driver Driver => _driver ?? throw new InvalidOperationException("A timeline has to be prepared first.");

    private async Task AnswerAsync(Order order, CancellationToken over)
    {
        Word word;
        try
        {
            word = await DoAsync(order);
        }
        catch (Exception e)
        {
            // What was still being done when the order ended has nobody to answer to.
            if (over.IsCancellationRequested)
                return;
            _fault ??= e;
            await _over.CancelAsync();
            return;
        }

        word.Id = order.Id;
        await SayAsync(word, over);
    }

    private async Task<Word> DoAsync(Order order) => order.KindCase switch
    {
        Order.KindOneofCase.Prepare => new Word { Prepared = await PrepareAsync(order.Prepare) },
        Order.KindOneofCase.Begin => new Word { BegunLate = await BeginAsync(order.Begin) },
        Order.KindOneofCase.Ask => await DoAsync(order.Ask),
        var unknown => throw new InvalidOperationException($"An order of an unknown kind: {unknown}."),
    };

    private async Task<Word> DoAsync(Ask ask)
    {
        switch (ask)
        {
            case Ask.Time:
                return new Word { Time = new Time { Clock = worker.Time.GetElapsedTime(0).Ticks, Utc = worker.Time.GetUtcNow().UtcTicks } };
            case Ask.UntilPlayed:
                await Driver.PlayedAsync();
                _cpuShare = _cpu?.Share;
                return new Word();
            case Ask.StopPlaying:
                _cpuShare = _cpu?.Share;
                var played = await Driver.StopPlayingAsync();
                return new Word { Played = new Played { Steps = played.OfParts[0], Through = played.Through.Ticks } };
            case Ask.BeginMeasuring:
                await Driver.BeginMeasuringAsync();
                _reads?.BeginMeasuring();
                (_cpu, _cpuShare) = (new CpuMeter(_servers, worker.Time), null);
                return new Word();
            case Ask.Settle:
                await Driver.SettledAsync();
                return new Word();
            case Ask.SendHome:
                await Driver.SendHomeAsync();
                return new Word();
            case Ask.Progress:
                return new Word { Progress = (await Driver.LookAsync()).ToMessage() };
            case Ask.Figures:
                var figures = (await Driver.FiguresAsync()).ToMessage();
                figures.CpuShare = _cpuShare ?? _cpu?.Share ?? 0;
                return new Word { Figures = figures };
            case Ask.GiveUp:
                await Driver.GiveUpAsync();
                return new Word();
            case Ask.Deliveries:
                return new Word { Deliveries = (await Driver.DeliveriesAsync()).ToMessage() };
            case Ask.StopReading or Ask.AbortReading:
                return _reads is { } reads && await reads.StopAsync(new CancellationToken(ask == Ask.AbortReading)) is { } met ? new Word { Reads = met.ToMessage() } : new Word();
            default:
                throw new InvalidOperationException($"Asked for something unknown: {ask}.");
        }
    }

    private Task<Prepared> PrepareAsync(Prepare prepare)
    {
        if (_preparing is not null)
            throw new InvalidOperationException("An order has one timeline.");
        var preparing = Task.Run(() => Prepare(prepare));
        _preparing = preparing;
        return preparing;
    }

    private Prepared Prepare(Prepare prepare)
    {
        var timeline = TimelineOrder.From(prepare).PartOf(prepare.Part, prepare.Parts);
        if (!Speed.TryParse(prepare.Speed, out var speed))
            throw new InvalidOperationException($"'{prepare.Speed}' is no speed.");
        _servers = [.. prepare.Servers.Select(server => new Uri(server))];
        (_prepared, _trust) = (prepare, prepare.HasRoots ? ServerTrust.OfRoots(prepare.Roots, "what the coordinator trusts") : ServerTrust.OfMachine);
        _driver = Driver.Prepared(timeline, new DriveOptions(_servers, prepare.Connections, speed, (LoginPace)prepare.Logins) { Trust = _trust }, worker.Time);
        worker.Say($"{timeline.Scenario}, seed {timeline.Seed}: {timeline.Clients.Count:N0} clients, part {prepare.Part + 1} of {prepare.Parts}, to {string.Join(", ", prepare.Servers)}");
        return new Prepared { Version = worker.Version, Clients = timeline.Clients.Count };
    }

    private async Task<long> BeginAsync(Begin begin)
    {
        var timestamp = (long)((Int128)begin.At * worker.Time.TimestampFrequency / TimeSpan.TicksPerSecond);
        var late = await Driver.BeginAtAsync(timestamp, new DateTimeOffset(begin.Shows, TimeSpan.Zero));
        _cpu = new CpuMeter(_servers, worker.Time);
        if (_prepared is { Readers: > 0 and var readers } prepared)
            _reads = new ReadLoad(readers, [.. prepared.Apis.Select(api => new Uri(api))], _trust, Driver.Acks, worker.Time);
        return late.Ticks;
    }

    /// <summary>Says how it stands a few times a second, and so that the worker is still there.</summary>
    private async Task ShowAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(ProgressEvery, worker.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
                await SayAsync(_driver is { } driver ? new Word { Progress = driver.Progress.ToMessage() } : new Word(), over);
        }
        catch (OperationCanceledException)
        {
            // The order has ended.
        }
    }

    private async Task SayAsync(Word word, CancellationToken over)
    {
        await _turn.WaitAsync(over);
        try
        {
            await words.WriteAsync(word, over);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or RpcException)
        {
            // The stream is broken: whoever reads it hears of that.
        }
        finally
        {
            _turn.Release();
        }
    }
}
