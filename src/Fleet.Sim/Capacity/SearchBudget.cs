namespace Fleet.Sim.Capacity;

/// <summary>The time that a search may take, and how much of it is spent. A trial takes as long as the last one of its kind.</summary>
internal sealed class SearchBudget(SearchPlan plan)
{
    private TimeSpan _short = plan.ShortTrial;
    private TimeSpan _full = plan.FullTrial;

    public TimeSpan Spent { get; private set; }

    /// <summary>There is time for such a trial. After one that only guides there has to be time to prove what it found; the first trial is always made.</summary>
    public bool Allows(bool fullLength) => Spent == TimeSpan.Zero || Spent + _full + (fullLength ? TimeSpan.Zero : _short) <= plan.Budget;

    public void Take(TrialJudgement trial)
    {
        Spent += trial.Took;
        (_short, _full) = trial.FullLength ? (_short, trial.Took) : (trial.Took, _full);
    }
}
