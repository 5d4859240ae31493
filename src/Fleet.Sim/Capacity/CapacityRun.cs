using Fleet.Sim.Hosting;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>Searches as often as asked, trial by trial, each on a fresh host or on a server that has settled.</summary>
/// <param name="setup">What is searched.</param>
/// <param name="tried">Hears of each trial as it ends.</param>
/// <param name="time">The clock.</param>
internal sealed class CapacityRun(CapacitySetup setup, Action<TrialJudgement> tried, TimeProvider time)
{
    private readonly List<TrialJudgement> _trials = [];
    private readonly List<CapacityBounds> _bounds = [];

    /// <summary>All trials so far.</summary>
    public IReadOnlyList<TrialJudgement> Trials => _trials;

    /// <summary>What the finished searches found.</summary>
    public IReadOnlyList<CapacityBounds> Bounds => _bounds;

    /// <summary>Searches. What was found stays readable if this is cancelled, or the server vanishes.</summary>
    /// <exception cref="ServerUnreachableException">Nobody answers.</exception>
    /// <exception cref="HostFailedException">A host of its own does not start.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        for (var repeat = 1; repeat <= setup.Plan.Repeats; repeat++)
        {
            var number = repeat;
            var search = new CapacitySearch(setup.Plan, (load, fullLength) => TryAsync(load, number, fullLength, cancel));
            _bounds.Add(await search.FindAsync([.. _bounds.Select(found => found.Lower)]));
        }
    }

    private async Task<TrialJudgement> TryAsync(double load, int repeat, bool fullLength, CancellationToken cancel)
    {
        await using var target = await TargetAsync(cancel);
        var trial = new LoadTrial(setup, target, time);
        var judgement = await trial.RunAsync(load, _trials.Count + 1, fullLength, cancel) with { Repeat = repeat };
        _trials.Add(judgement);
        tried(judgement);
        return judgement;
    }

    private async Task<TrialTarget> TargetAsync(CancellationToken cancel)
    {
        if (setup.Servers.Count == 0)
        {
            var host = await OwnHost.StartAsync(cancel, attentive: false, setup.Cores?.Server);
            host.IsThrownAway = true;
            return new TrialTarget([host.Grpc], host.Http, host);
        }

        await new Settlement(setup.Servers, setup.Api!, time).WaitAsync(cancel);
        return new TrialTarget(setup.Servers, setup.Api!, OwnHost: null);
    }
}
