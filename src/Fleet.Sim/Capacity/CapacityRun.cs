using Fleet.Sim.Hosting;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>Makes the trials of a search: each search has a fresh host, or a server of somebody else's; between two trials it settles.</summary>
internal sealed class CapacityRun : IAsyncDisposable
{
    private readonly List<TrialJudgement> _trials = [];
    private readonly CapacitySetup _setup;
    private readonly Action<TrialJudgement> _tried;
    private readonly TimeProvider _time;
    private TrialTarget? _target;
    private int _targetOf;
    private CancellationToken _cancel;

    /// <param name="setup">What is searched.</param>
    /// <param name="tried">Hears of each trial as it ends.</param>
    /// <param name="time">The clock.</param>
    public CapacityRun(CapacitySetup setup, Action<TrialJudgement> tried, TimeProvider time)
    {
        (_setup, _tried, _time) = (setup, tried, time);
        Search = new RepeatedSearch(setup.Plan, TryAsync);
    }

    /// <summary>All trials so far.</summary>
    public IReadOnlyList<TrialJudgement> Trials => _trials;

    /// <summary>The search, and what it has found so far.</summary>
    public RepeatedSearch Search { get; }

    /// <summary>Searches. What was found stays readable if this is cancelled, or the server vanishes.</summary>
    /// <exception cref="ServerUnreachableException">Nobody answers.</exception>
    /// <exception cref="HostFailedException">A host of its own does not start.</exception>
    public Task RunAsync(CancellationToken cancel)
    {
        _cancel = cancel;
        return Search.RunAsync();
    }

    public ValueTask DisposeAsync() => _target?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<TrialJudgement> TryAsync(TrialOrder order)
    {
        var start = _time.GetTimestamp();
        var target = await TargetAsync(order.Repeat);
        var judgement = await new LoadTrial(_setup, target, _time).RunAsync(order.Load, _trials.Count + 1, order.FullLength, _cancel);
        judgement = judgement with { Repeat = order.Repeat, Took = _time.GetElapsedTime(start) };
        _trials.Add(judgement);
        _tried(judgement);
        return judgement;
    }

    private async Task<TrialTarget> TargetAsync(int repeat)
    {
        // A host that a load has brought down did not carry it; the next load gets another one.
        if (_target is null || (_targetOf != repeat && _setup.Servers.Count == 0) || _target.OwnHost is { IsRunning: false })
        {
            await DisposeAsync();
            _target = null;
            (_target, _targetOf) = (_setup.Servers.Count > 0 ? new TrialTarget(_setup.Servers, _setup.Apis[0], OwnHost: null) { OtherApis = [.. _setup.Apis.Skip(1)] } : await TrialTarget.StartAsync(_setup, _cancel), repeat);
        }

        await new Settlement(_target.Servers, _target.Api, _setup.Trust, _time).WaitAsync(_cancel);
        return _target;
    }
}
