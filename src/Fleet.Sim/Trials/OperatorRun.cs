using System.Net;
using System.Text;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Does the operator's acts when they are due (as fast as possible: when all that comes before them is done), over the HTTP API. A server that is away, or does not take them for now, gets them again until it does.</summary>
internal sealed class OperatorRun : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Where attempts take no time.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    /// <summary>Whether a client may roam is certain so long after that was changed: all that comes after it would come within that time.</summary>
    private static readonly TimeSpan ForCertainty = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan ForSettling = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ForAnswer = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<DoneAct> _done = [];
    private readonly List<Task> _approvals = [];
    private readonly IReadOnlyList<TimedAct> _acts;
    private readonly TrialOptions _options;
    private readonly IGenerator _clients;
    private readonly TimeProvider _time;
    private readonly FleetReader _reader;
    private readonly HttpClient _http;

    /// <summary>Begins at once.</summary>
    /// <param name="acts">What is done when, in order of time.</param>
    /// <param name="options">Where.</param>
    /// <param name="clients">Their time is the acts'.</param>
    /// <param name="time">The clock.</param>
    public OperatorRun(IReadOnlyList<TimedAct> acts, TrialOptions options, IGenerator clients, TimeProvider time)
    {
        (_acts, _options, _clients, _time) = (acts, options, clients, time);
        _reader = new FleetReader(options.Api, options.Drive.Trust);
        _http = new HttpClient(options.Drive.Trust.Handler()) { BaseAddress = options.Api, Timeout = TimeSpan.FromSeconds(60) };
        Playing = Task.Run(PlayAsync);
    }

    /// <summary>Completes when all is done that has a time; approvals are given whenever a wave waits for them.</summary>
    public Task Playing { get; }

    /// <summary>What was done so far, in its order.</summary>
    public IReadOnlyList<DoneAct> Done
    {
        get
        {
            lock (_done)
                return [.. _done];
        }
    }

    /// <summary>An act was begun and not answered: what is in force is not known.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>No more acts are begun; completes when the one that was is answered, or is waited for no longer.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAny(Playing, Task.Delay(ForAnswer, _time));
        await _stop.CancelAsync();
        await Playing;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _stop.CancelAsync();
        await Task.WhenAll([Playing, .. _approvals]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reader.Dispose();
        _http.Dispose();
        _stop.Dispose();
        _enough.Dispose();
    }

    private async Task PlayAsync()
    {
        foreach (var (at, act) in _acts)
        {
            await (_options.Drive.Speed.Factor is null ? ReachAsync(at) : UntilAsync(at)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_enough.IsCancellationRequested)
                return;
            if (act is OperatorAct.OrderTask { Order: TaskOrder.Approve } approval)
                _approvals.Add(Task.Run(() => ApproveAsync(approval)));
            else
                await DoAsync(act);
            if (_options.Drive.Speed.Factor is null && SaysRoaming(act))
                await Task.Delay(ForCertainty, _time, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Nothing waits for acts any more. When that is played, and whether, the run finds out itself.
        _ = _clients.ReachAsync(TimeSpan.MaxValue);
    }

    private static bool SaysRoaming(OperatorAct act) => act is OperatorAct.PutLevel { Settings.Roaming: not null }
        || (act is OperatorAct.ChangeSettings change && change.Patch.Which.HasFlag(Leaves.Roaming));

    private Task UntilAsync(TimeSpan at) =>
        _options.Drive.Speed.DueAt(at) - _clients.Elapsed is { Ticks: > 0 } early ? Task.Delay(early, _time, _enough.Token) : Task.CompletedTask;

    /// <summary>As fast as possible: when all that comes before is done. Who reads nothing may never come to that.</summary>
    private Task ReachAsync(TimeSpan at) => _clients.ReachAsync(at).WaitAsync(ForSettling, _time, _enough.Token);

    private async Task DoAsync(OperatorAct planned)
    {
        var from = _clients.Elapsed;
        var act = InRunTime(planned);
        string? refusal;
        try
        {
            (act, var known) = await KnownAsync(act);
            refusal = known ? await SendAsync(ActRequest.Of(act)) : "the server knows none of the clients that are named";
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            IsUnsure = true;
            return;
        }

        lock (_done)
            _done.Add(new DoneAct(act, from, _clients.Elapsed, refusal));
    }

    /// <summary>As soon as a wave waits for it; not at all if the task is over before.</summary>
    private async Task ApproveAsync(OperatorAct.OrderTask approval)
    {
        while (await StateAsync(approval.Task) is not (TaskState.Done or TaskState.Cancelled or TaskState.Aborted) and var state)
        {
            if (state == TaskState.WaitingForApproval)
            {
                await DoAsync(approval);
                return;
            }

            await Task.Delay(Shortest, _time, _stop.Token);
        }
    }

    private async Task<TaskState?> StateAsync(TaskId task) => (await WhileAwayAsync(() => _reader.TaskAsync(task, _stop.Token)))?.State;

    /// <summary>Its times are those of the run, and so faster where that is. As fast as possible attempts are over at once.</summary>
    private OperatorAct InRunTime(OperatorAct act) => (act, _options.Drive.Speed.Factor) switch
    {
        (OperatorAct.MakeTask { Task: var task }, { } factor) => new OperatorAct.MakeTask(
            task with { Timeout = Shorter(task.Timeout, factor, TaskDefinition.MaxTimeout), ExpiresAfter = Shorter(task.ExpiresAfter, factor, TaskDefinition.MaxExpiresAfter) }),
        (OperatorAct.MakeTask { Task: var task }, null) => new OperatorAct.MakeTask(task with { Timeout = Shorter(task.Timeout, 1, AtOnce) }),
        _ => act,
    };

    private static TimeSpan Shorter(TimeSpan time, double factor, TimeSpan most) => TimeSpan.FromTicks(Math.Clamp((time / factor).Ticks, TaskDefinition.MinTimeout.Ticks, most.Ticks));

    /// <summary>Nobody is named whom the server does not know yet: an operator picks from a list.</summary>
    private async Task<(OperatorAct Act, bool Known)> KnownAsync(OperatorAct act)
    {
        var named = act switch
        {
            OperatorAct.ChangeSettings { Target: Selection.Named target } => target,
            OperatorAct.MakeTask { Task.Target: Selection.Named target } => target,
            _ => null,
        };
        if (named is null)
            return (act, true);
        var shown = await WhileAwayAsync(() => _reader.ReadAsync(named.Clients, _stop.Token));
        var known = new Selection.Named([.. named.Clients.Where((_, i) => shown![i] is not null)]);
        return (act switch
        {
            OperatorAct.ChangeSettings change => change with { Target = known },
            OperatorAct.MakeTask made => new OperatorAct.MakeTask(made.Task with { Target = known }),
            _ => act,
        }, !known.Clients.IsEmpty);
    }

    private async Task<T?> WhileAwayAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (ServerUnreachableException)
            {
                await Task.Delay(Longest, _time, _stop.Token);
            }
        }
    }

    /// <summary>Null: it is taken; else why not.</summary>
    private async Task<string?> SendAsync(ActRequest act)
    {
        for (var pause = Shortest; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            try
            {
                using var request = new HttpRequestMessage(new HttpMethod(act.Method), new Uri(act.Path, UriKind.Relative));
                request.Content = act.Body is { } body ? new StringContent(body, Encoding.UTF8, "application/json") : null;
                using var response = await _http.SendAsync(request, _stop.Token);
                if (response.IsSuccessStatusCode)
                    return null;
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway))
                    return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(_stop.Token)}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
            {
                // It is away, or slow: each act may be sent again.
            }

            await Task.Delay(pause, _time, _stop.Token);
        }
    }
}
