using System.Collections.Concurrent;
using System.Net.Sockets;
using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;
using Fleet.Sim.Workers.Messages;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Sim.Workers;

/// <summary>One worker, from the coordinator's side: an order for as long as this lasts.</summary>
internal sealed class WorkerLink : IAsyncDisposable
{
    private const int RoundTrips = 16;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(5);

    /// <summary>A worker cuts its calls before it is free again.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, TaskCompletionSource<Word>> _asked = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly TimeProvider _time;
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<Order, Word> _call;
    private readonly Task _hearing;
    private readonly Task _watching;
    private long _orders;
    private long _heard;
    private volatile Exception? _lost;
    private volatile bool _ending;
    private volatile bool _isThere;
    private volatile DriveProgress? _progress;

    /// <param name="address">Where the worker listens.</param>
    /// <param name="token">Its token.</param>
    /// <param name="version">Of this coordinator.</param>
    /// <param name="time">The clock.</param>
    public WorkerLink(Uri address, string token, string version, TimeProvider time)
    {
        (Address, _time, _heard) = (address, time, time.GetTimestamp());
        // What a worker tells of a large fleet is a large message.
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ConnectsWithin },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
        });
        _call = new FleetWorkers.FleetWorkersClient(_channel).Work(WorkerCall.Headers(token, version), cancellationToken: _over.Token);
        _hearing = HearAsync();
        _watching = WatchAsync();
    }

    /// <summary>Where the worker listens.</summary>
    public Uri Address { get; }

    /// <summary>How its part stands, as it said last; null: it has not yet.</summary>
    public DriveProgress? Progress => _progress;

    /// <summary>Why it is lost; null: it is not.</summary>
    public string? Trouble => _lost?.Message;

    /// <summary>Has it make a timeline ready.</summary>
    /// <exception cref="WorkerRefusedException">It does not take orders from here.</exception>
    /// <exception cref="GeneratorLostException">It is not there, or busy, or gone.</exception>
    public async Task<Prepared> PrepareAsync(Prepare prepare) => (await AskAsync(new Order { Prepare = prepare })).Prepared;

    /// <summary>Says when to begin.</summary>
    /// <returns>How long that is over already; below zero: it is ahead.</returns>
    /// <inheritdoc cref="AskAsync(Ask)"/>
    public async Task<TimeSpan> BeginAsync(TimeSpan clock, DateTimeOffset shows) =>
        TimeSpan.FromTicks((await AskAsync(new Order { Begin = new Begin { At = clock.Ticks, Shows = shows.UtcTicks } })).BegunLate);

    /// <summary>Compares its clocks with ours, by the quickest of some round trips: it was asked neither before nor after that.</summary>
    /// <inheritdoc cref="AskAsync(Ask)"/>
    public async Task<ClockReading> CompareClocksAsync()
    {
        ClockReading? best = null;
        for (var i = 0; i < RoundTrips; i++)
        {
            var sent = _time.GetTimestamp();
            var told = (await AskAsync(Ask.Time)).Time;
            var half = _time.GetElapsedTime(sent) / 2;
            if (best is null || half < best.Bound)
                best = new ClockReading(TimeSpan.FromTicks(told.Clock) - (_time.GetElapsedTime(0, sent) + half), new DateTimeOffset(told.Utc, TimeSpan.Zero) - (_time.GetUtcNow() - half), half);
        }

        return best!;
    }

    /// <summary>Asks for something, and waits until it is done.</summary>
    /// <exception cref="GeneratorLostException">It is gone.</exception>
    public Task<Word> AskAsync(Ask ask) => AskAsync(new Order { Ask = ask });

    /// <summary>Ends the order, and waits until the worker has ended it too.</summary>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        if (_lost is null)
        {
            try
            {
                await _call.RequestStream.CompleteAsync();
                await _hearing.WaitAsync(EndsWithin, _time);
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException or TimeoutException)
            {
                // It is gone meanwhile, and so is its load.
            }
        }

        await _over.CancelAsync();
        await Task.WhenAll(_hearing, _watching);
        _call.Dispose();
        _channel.Dispose();
        _over.Dispose();
        _turn.Dispose();
    }

    private async Task<Word> AskAsync(Order order)
    {
        order.Id = Interlocked.Increment(ref _orders);
        var answer = new TaskCompletionSource<Word>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[order.Id] = answer;
        await SendAsync(order);
        if (_lost is { } lost)
            answer.TrySetException(lost);
        return await answer.Task;
    }

    private async Task SendAsync(Order order)
    {
        await _turn.WaitAsync();
        try
        {
            await _call.RequestStream.WriteAsync(order, _over.Token);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // The stream is broken: whoever reads it hears why.
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task HearAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                Volatile.Write(ref _heard, _time.GetTimestamp());
                _isThere = true;
                Take(_call.ResponseStream.Current);
            }

            Lose(new GeneratorLostException($"The worker at {Name} has ended its order."));
        }
        catch (RpcException e)
        {
            Lose(Why(e));
        }
    }

    private void Take(Word word)
    {
        _progress = word.Progress?.ToProgress() ?? _progress;
        if (_asked.TryRemove(word.Id, out var asked))
            asked.SetResult(word);
    }

    /// <summary>Says every second that this coordinator is still there, and hears whether the worker is.</summary>
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(SignOfLife, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                if (_time.GetElapsedTime(Volatile.Read(ref _heard)) > WorkerCall.Silence)
                {
                    Lose(new GeneratorLostException($"The worker at {Name} has said nothing for {WorkerCall.Silence.TotalSeconds:0} s."));
                    await _over.CancelAsync();
                }
                else
                {
                    await SendAsync(new Order { Ask = Ask.StillThere });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The order has ended.
        }
    }

    private void Lose(Exception why)
    {
        if (_ending || Interlocked.CompareExchange(ref _lost, why, null) is not null)
            return;
        foreach (var asked in _asked.Values)
            asked.TrySetException(why);
    }

    private Exception Why(RpcException e)
    {
        if (e.Trailers.GetValue(WorkerCall.Code) is { } code)
        {
            var message = $"The worker at {Name} {e.Status.Detail}.";
            return code == WorkerCall.Busy ? new GeneratorLostException(message, e) : new WorkerRefusedException(message, e);
        }

        var cause = e.Status.DebugException?.GetBaseException();
        return e.Status.DebugException is { } fault && TlsFault.Explain(fault, Address) is { } untrusted ? new WorkerRefusedException(untrusted, e)
            : cause is null ? e.StatusCode == StatusCode.Unimplemented ? NoWorker(e) : new GeneratorLostException($"The worker at {Name} {(e.StatusCode == StatusCode.Unavailable ? "" : "could not go on: ")}{e.Status.Detail.TrimEnd('.')}.", e)
            : _isThere ? new GeneratorLostException($"The worker at {Name} is gone: {cause.Message.TrimEnd('.')}.", e)
            : cause is SocketException ? new GeneratorLostException($"There is no worker at {Name} ({cause.Message}): start one there with fleet-sim worker.", e)
            : NoWorker(e);
    }

    private WorkerRefusedException NoWorker(RpcException e) => new($"What listens at {Name} is no worker: start one there with fleet-sim worker.", e);

    private string Name => Address.GetLeftPart(UriPartial.Authority);
}

/// <summary>How a worker's clocks differ from ours.</summary>
/// <param name="Steady">Of those that never jump: its reading less ours.</param>
/// <param name="Wall">Of those that show the time of day.</param>
/// <param name="Bound">By how much both may be wrong: half of the round trip that told them.</param>
internal sealed record ClockReading(TimeSpan Steady, TimeSpan Wall, TimeSpan Bound);
