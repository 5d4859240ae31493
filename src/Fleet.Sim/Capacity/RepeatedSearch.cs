namespace Fleet.Sim.Capacity;

/// <summary>
/// Searches until what was found is as sure as asked, or the time is spent. It has no clock, server or chance of its own: trials come from outside,
/// and tell how long they took.
/// </summary>
/// <param name="plan">What is searched.</param>
/// <param name="tryAsync">Makes one trial.</param>
public sealed class RepeatedSearch(SearchPlan plan, Func<TrialOrder, Task<TrialJudgement>> tryAsync)
{
    private readonly SearchBudget _budget = new(plan);
    private readonly List<CapacityBounds> _found = [];

    /// <summary>What the searches found that came to an end.</summary>
    public IReadOnlyList<CapacityBounds> Found => _found;

    /// <summary>How long the trials took.</summary>
    public TimeSpan Spent => _budget.Spent;

    private bool IsEnough => _found.Count >= (plan.Repeats ?? SearchPlan.UsualRepeats)
        && (plan.Repeats is not null || CapacityEstimate.Of(_found) is not { Confidence: not null } estimate || estimate.IsWithin(plan.Precision));

    /// <summary>Searches. What was found stays readable if a trial throws.</summary>
    public async Task RunAsync()
    {
        while (!IsEnough)
        {
            var repeat = _found.Count + 1;
            var search = new CapacitySearch(plan, _budget, (load, fullLength) => tryAsync(new TrialOrder(load, fullLength, repeat)));
            if (await search.FindAsync([.. _found.Select(found => found.Lower)]) is not { } bounds)
                return;
            _found.Add(bounds);
        }
    }
}

/// <summary>A trial that is to be made.</summary>
/// <param name="Load">Reports a second, or clients.</param>
/// <param name="FullLength">As long as trials are that count for the lower bound.</param>
/// <param name="Repeat">In which search, from 1.</param>
public sealed record TrialOrder(double Load, bool FullLength, int Repeat);
