using Fleet.Sim.Capacity;
using Fleet.Sim.Tests.Report;

namespace Fleet.Sim.Tests.Capacity;

/// <summary>A server whose capacity is known, on a machine that is not always quiet. Trials take their time by the plan, and none really.</summary>
/// <param name="capacity">The load up to which it carries a trial, where nothing disturbs it.</param>
/// <param name="seed">Chooses what disturbs it.</param>
internal sealed class SimulatedServer(double capacity, int seed = 1)
{
    private readonly Random _chance = new(seed);
    private int _repeat;
    private double _ofRepeat;

    /// <summary>How much a trial finds more or less, as a part of it.</summary>
    public double Noise { get; init; }

    /// <summary>How much all trials of a search find more or less.</summary>
    public double Drift { get; init; }

    /// <summary>How often others take a third of the cores, and of the capacity.</summary>
    public double Disturbed { get; init; }

    /// <summary>How much of the capacity is left in a trial of full length.</summary>
    public double InTheLongRun { get; init; } = 1;

    /// <summary>What cannot be carried is the generator's fault.</summary>
    public bool IsFasterThanTheGenerator { get; init; }

    public List<TrialOrder> Tried { get; } = [];

    /// <summary>Searches it.</summary>
    public async Task<RepeatedSearch> SearchAsync(SearchPlan plan)
    {
        var search = new RepeatedSearch(plan, order => Task.FromResult(Try(plan, order)));
        await search.RunAsync();
        return search;
    }

    private TrialJudgement Try(SearchPlan plan, TrialOrder order)
    {
        Tried.Add(order);
        if (_repeat != order.Repeat)
            (_repeat, _ofRepeat) = (order.Repeat, Drift * Normal());
        var isDisturbed = _chance.NextDouble() < Disturbed;
        var limit = capacity * Math.Exp(_ofRepeat + (Noise * Normal())) * (order.FullLength ? InTheLongRun : 1) * (isDisturbed ? 0.67 : 1);
        var isCarried = order.Load <= limit;
        return new TrialJudgement(order.Load, order.FullLength, isCarried ? [] : ["too much"], !isCarried && IsFasterThanTheGenerator, Outcomes.Good, 0, null)
        {
            Took = order.FullLength ? plan.FullTrial : plan.ShortTrial,
            ForeignCpuShare = isDisturbed ? 0.33 : 0.01,
        };
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
}
