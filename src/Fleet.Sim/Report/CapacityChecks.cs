using Fleet.Sim.Capacity;

namespace Fleet.Sim.Report;

/// <summary>What a search for a capacity is judged by: not that some load is too much, but that one is carried.</summary>
internal static class CapacityChecks
{
    public static IReadOnlyList<TrialCheck> Of(CapacitySetup setup, CapacityDocument found)
    {
        var (end, least) = ((SimExit)found.ExitCode, found.Trials.Where(trial => trial.Judgement is { Kept: false, Spoilt: null }).MinBy(trial => trial.Judgement!.Load));
        var why = least is null ? "nothing was carried for a full trial" : $"{setup.Show(least.Judgement!.Load)}: {string.Join("; ", least.Judgement.Reasons)}";
        return
        [
            new(CheckOf.Run, "the search comes to its end", end, found.Interrupted ? $"{(end == SimExit.ServerUnreachable ? "the server does not answer any more" : "interrupted")}: the result is partial" : null),
            new(CheckOf.Run, "the budget is enough to find something out", end, end == SimExit.NotSettled ? $"nothing was found out in {found.BudgetSeconds:N0} s" : null),
            new(CheckOf.Generator, "the generator can make a load that says something", end, end == SimExit.GeneratorInvalid ? why : null),
            new(CheckOf.Objective, $"a load is carried under {found.Slo}", end, end == SimExit.SloMissed ? why : null)
            {
                Skipped = found.Lower is null && end != SimExit.SloMissed ? "nothing was carried for a full trial" : null,
            },
        ];
    }
}
