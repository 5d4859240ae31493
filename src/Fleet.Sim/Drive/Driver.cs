using System.Collections.Concurrent;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Drive;

/// <summary>
/// Drives a timeline over real sockets, open-loop: every step is made when it is due, whether or not the server keeps up.
/// One thread owns all clients; what comes in from the network and from outside waits for its next turn.
/// </summary>
public sealed class Driver : IGenerator
{
    private const int MessagesATurn = 4096;
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EndOfCalls = TimeSpan.FromSeconds(5);

    private readonly Inbox _inbox = new();
    private readonly ConcurrentQueue<Action> _asked = new();
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Happens)> _awaited = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionPool _connections;
    private readonly RunClock _clock;
    private readonly Calls _calls;
    private readonly Measurements _measurements = new();
    private readonly VirtualClients _clients;
    private readonly Playback _playback;
    private TimeSpan _nextProgress;
    private volatile DriveProgress _progress;
    private volatile bool _stop;

    /// <summary>Starts at once.</summary>
    /// <param name="timeline">What happens.</param>
    /// <param name="options">Where and how fast.</param>
    /// <param name="time">The clock.</param>
    public Driver(ITimeline timeline, DriveOptions options, TimeProvider time)
        : this(timeline, options, RunClock.Started(time))
    {
    }

    private Driver(ITimeline timeline, DriveOptions options, RunClock clock)
    {
        _connections = new ConnectionPool(options.Servers, options.Connections, options.Trust);
        _clock = clock;
        var routes = new Routes(timeline.Clients.Count, _connections);
        _calls = new Calls(timeline.Clients.Count, routes, _inbox, clock.Provider);
        _clients = new VirtualClients(timeline, _clock, routes, _calls, _measurements, Acks, options.Logins, options.Speed);
        _playback = new Playback(timeline, options.Speed, _clock, _clients, _measurements);
        _progress = Look();
        new Thread(Loop) { Name = "driver", IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public DriveProgress Progress => _progress;

    /// <summary>Where others hear of acks.</summary>
    public AckTap Acks { get; } = new();

    /// <inheritdoc/>
    public TimeSpan Elapsed => _clock.Now;

    /// <summary>Everything is made ready, and nothing played until it is said when to begin.</summary>
    /// <inheritdoc cref="Driver(ITimeline, DriveOptions, TimeProvider)"/>
    internal static Driver Prepared(ITimeline timeline, DriveOptions options, TimeProvider time) => new(timeline, options, RunClock.Waiting(time));

    /// <summary>Says when to begin.</summary>
    /// <param name="timestamp">The clock's, at that moment.</param>
    /// <param name="shows">What the clients' own clocks show then.</param>
    /// <returns>How long that moment is over already; below zero: it is ahead.</returns>
    internal async Task<TimeSpan> BeginAtAsync(long timestamp, DateTimeOffset shows)
    {
        var late = TimeSpan.Zero;
        await AskAsync(() =>
        {
            _clock.BeginAt(timestamp, shows);
            late = _clock.Now;
        });
        return late;
    }

    /// <inheritdoc/>
    public Task PlayedAsync() => UntilAsync(() => _playback.Ended);

    /// <inheritdoc/>
    public async Task ReachAsync(TimeSpan at)
    {
        await AskAsync(() => _playback.PlayUpTo(at));
        await UntilAsync(() => _playback.Reached && _clients.Standings.Unsettled == 0);
    }

    /// <inheritdoc/>
    public async Task<PlayedSteps> StopPlayingAsync()
    {
        await AskAsync(_playback.Stop);
        return PlayedSteps.ByOne(_playback.Played, _playback.PlayedThrough);
    }

    /// <inheritdoc/>
    public Task BeginMeasuringAsync() => AskAsync(() => _measurements.BeginAt(_clock.Now));

    /// <inheritdoc/>
    public async Task SettledAsync()
    {
        await AskAsync(() => _clients.AllReadAgain());
        await UntilAsync(() => _clients.Standings.Unsettled == 0);
    }

    /// <inheritdoc/>
    public async Task SendHomeAsync()
    {
        await AskAsync(_playback.SendHome);
        await UntilAsync(() => _playback.AllSentHome && _clients.Standings.Unsettled == 0);
    }

    /// <inheritdoc/>
    public async Task<DriveProgress> LookAsync()
    {
        DriveProgress? seen = null;
        await AskAsync(() => seen = Look());
        return seen!;
    }

    /// <inheritdoc/>
    public async Task<DriveFigures> FiguresAsync()
    {
        DriveFigures? figures = null;
        await AskAsync(() =>
        {
            _measurements.CloseInterval(_clock.Now, _clients.Tally, _clients.Standings);
            figures = new DriveFigures(
                _clients.Tally, _measurements.Connect.Distribution, _measurements.Latency.Distribution, _measurements.Lateness.Distribution,
                _clients.LastTrouble)
            {
                Intervals = _measurements.Intervals,
                LastAck = _clients.LastAck,
                Waiting = _clients.Standings.Waiting,
            };
        });
        return figures!;
    }

    /// <inheritdoc/>
    public Task GiveUpAsync() => AskAsync(_clients.GiveUp);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync()
    {
        var deliveries = Array.Empty<Delivery>();
        await AskAsync(() => deliveries = [.. Enumerable.Range(0, _clients.Count).Select(_clients.DeliveryOf)]);
        return deliveries;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DoneDeed>> DeedsAsync()
    {
        IReadOnlyList<DoneDeed> deeds = [];
        await AskAsync(() => deeds = _clients.Deeds);
        return deeds;
    }

    /// <summary>Cuts all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop = true;
        _inbox.Wake();
        await _ended.Task;
        _playback.Dispose();
        _connections.Dispose();
        _inbox.Dispose();
    }

    private void Loop()
    {
        try
        {
            while (!_stop)
                Turn();
            _calls.CutAll();
            for (var until = _clock.Now + EndOfCalls; _calls.Count > 0 && _clock.Now < until;)
            {
                if (!Hear())
                    _inbox.Sleep(TimingWheel.Tick);
            }

            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
            foreach (var (_, happens) in _awaited)
                happens.TrySetException(e);
        }
    }

    private void Turn()
    {
        var heard = Hear();
        var now = _clock.Now;
        var played = _playback.Turn(now);
        var rang = _clients.RingAlarms(now);
        while (_asked.TryDequeue(out var ask))
            ask();
        for (var i = _awaited.Count - 1; i >= 0; i--)
        {
            if (!_awaited[i].IsSo())
                continue;
            _awaited[i].Happens.SetResult();
            _awaited.RemoveAt(i);
        }

        if (now >= _nextProgress)
        {
            _nextProgress = ProgressEvery * Math.Floor((now / ProgressEvery) + 1);
            _progress = Look();
        }

        if (!heard && !played && !rang)
            _inbox.Sleep(_playback.Pause(TimingWheel.Tick));
    }

    private bool Hear()
    {
        var count = 0;
        for (; count < MessagesATurn && _inbox.TryTake(out var inbound); count++)
            _clients.Hear(inbound);
        return count > 0;
    }

    private DriveProgress Look() => new(
        _clock.Now, _playback.Length, _playback.Ended, _playback.Played, _clients.Standings.Online, _clients.Standings.Offline, _clients.Standings.Roaming,
        _clients.Standings.Waiting, _clients.Standings.Unsettled, _clients.Tally, _measurements.CloseInterval(_clock.Now, _clients.Tally, _clients.Standings), _measurements.Lateness.Percentiles,
        _clients.Terms.Heartbeat, _clients.Terms.Timeout, _clients.LastTrouble);

    private Task AskAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() =>
        {
            action();
            done.SetResult();
        });
        return OrEndAsync(done.Task);
    }

    private Task UntilAsync(Func<bool> isSo)
    {
        var happens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() => _awaited.Add((isSo, happens)));
        return OrEndAsync(happens.Task);
    }

    private void Ask(Action action)
    {
        _asked.Enqueue(action);
        _inbox.Wake();
    }

    /// <summary>What is asked of a driver that has ended, or ends meanwhile, does not wait for ever.</summary>
    private async Task OrEndAsync(Task asked)
    {
        if (await Task.WhenAny(asked, _ended.Task) == asked)
        {
            await asked;
            return;
        }

        await _ended.Task;
        throw new InvalidOperationException("The driver has ended.");
    }
}
