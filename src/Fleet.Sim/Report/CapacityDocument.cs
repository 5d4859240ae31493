using Fleet.Sim.Capacity;
using Fleet.Sim.Statistics;

namespace Fleet.Sim.Report;

/// <summary>A capacity that was searched for, as JSON: <c>fleet-sim/capacity/1</c>.</summary>
/// <param name="Schema">Names this form.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Seed">Of the first repeat.</param>
/// <param name="Find">What was searched: <c>rate</c> or <c>clients</c>; all loads here are that.</param>
/// <param name="Clients">How many clients; null if they were searched.</param>
/// <param name="RatePerClient">Reports a second of each client; null if the rate was searched.</param>
/// <param name="Slo">What the server was held to.</param>
/// <param name="Lower">The highest load that was carried for a full trial: the median of the repeats; null: none was.</param>
/// <param name="Upper">The lowest load that was not carried: the median of the repeats; null: none was found.</param>
/// <param name="LowerRange">The least and the greatest lower bound of the repeats; null: there is none.</param>
/// <param name="Estimate">Where the capacity is by all repeats together, and how sure that is; null: nothing was carried.</param>
/// <param name="LimitedBy">Who could no more: <c>server</c>, <c>generator</c>, <c>nobody</c> up to the highest load that is tried, or the <c>budget</c>, which was spent before.</param>
/// <param name="Knee">Where the latency begins to rise; null if the curve does not tell.</param>
/// <param name="Repeats">What each search found.</param>
/// <param name="Curve">Latency over load.</param>
/// <param name="Trials">Every trial, in order.</param>
/// <param name="TrialSeconds">How long a trial of full length measured.</param>
/// <param name="ServerCores">The cores that the server was kept on; null: it was not.</param>
/// <param name="GeneratorCores">The cores that the generator was kept on; null: it was not, or workers made the load.</param>
/// <param name="Cores">What these are halves of, or why nothing is set apart; null: the server has a machine of its own.</param>
/// <param name="BudgetSeconds">How long the search was allowed to take.</param>
/// <param name="SpentSeconds">How long it took.</param>
/// <param name="Interrupted">Ended before its end: what is here is partial.</param>
/// <param name="ExitCode">How the process ends.</param>
/// <param name="Machine">The machine that the load came from.</param>
/// <param name="Provenance">When, how and by which versions it was made.</param>
public sealed record CapacityDocument(
    string Schema,
    string Scenario,
    long Seed,
    string Find,
    int? Clients,
    double? RatePerClient,
    string Slo,
    double? Lower,
    double? Upper,
    CapacityDocument.RangeDocument? LowerRange,
    CapacityEstimate? Estimate,
    string LimitedBy,
    CurvePoint? Knee,
    IReadOnlyList<CapacityDocument.RepeatDocument> Repeats,
    IReadOnlyList<CurvePoint> Curve,
    IReadOnlyList<ResultDocument> Trials,
    double TrialSeconds,
    IReadOnlyList<int>? ServerCores,
    IReadOnlyList<int>? GeneratorCores,
    string? Cores,
    double BudgetSeconds,
    double SpentSeconds,
    bool Interrupted,
    int ExitCode,
    Machine Machine,
    Provenance Provenance)
{
    /// <summary>Of a search, whole or partial.</summary>
    /// <param name="setup">What was searched.</param>
    /// <param name="run">What was found.</param>
    /// <param name="end">Good; or what ended the search before its end.</param>
    internal static CapacityDocument Of(CapacitySetup setup, CapacityRun run, SimExit end)
    {
        var (byRate, bounds) = (setup.Plan.Kind == LoadKind.Rate, run.Search.Found);
        var lowers = bounds.Select(found => found.Lower).Where(lower => lower > 0).ToList();
        var uppers = bounds.Select(found => found.Upper).OfType<double>().ToList();
        var curve = LatencyCurve.Of(run.Trials);
        var limitedBy = uppers.Count > 0 ? "server"
            : bounds.Any(found => found.GeneratorLimit is not null) ? "generator"
            : end == SimExit.Good && lowers.DefaultIfEmpty().Max() < setup.Plan.Most ? "budget"
            : "nobody";
        return new CapacityDocument(
            "fleet-sim/capacity/1",
            setup.Scenario.Name,
            setup.Seed,
            byRate ? "rate" : "clients",
            byRate ? (int)setup.Fixed : null,
            byRate ? null : setup.Fixed,
            setup.Slo.ToString(),
            lowers.Count == 0 ? null : Median.Of(lowers),
            uppers.Count == 0 ? null : Median.Of(uppers),
            lowers.Count == 0 ? null : new RangeDocument(lowers.Min(), lowers.Max()),
            CapacityEstimate.Of(bounds),
            limitedBy,
            LatencyCurve.Knee(curve),
            [.. bounds.Select(found => new RepeatDocument(found.Lower > 0 ? found.Lower : null, found.Upper, found.GeneratorLimit))],
            curve,
            [.. run.Trials.Select(trial => Result(setup, trial))],
            setup.FullTrial.TotalSeconds,
            setup.Servers.Count == 0 ? setup.Cores?.Server.Numbers : null,
            setup.Workers is null ? setup.Cores?.Generator.Numbers : null,
            setup.Split?.Told,
            setup.Plan.Budget.TotalSeconds,
            Math.Round(run.Search.Spent.TotalSeconds, 1),
            end != SimExit.Good,
            (int)(end != SimExit.Good || lowers.Count > 0 ? end : WhyNothing(run, limitedBy)),
            Machine.Current(run.Trials.Select(trial => trial.Outcome.CpuShare).DefaultIfEmpty().Max()),
            Provenance.OfThisProcess(run.Trials.Select(trial => trial.Outcome.ServerVersion).FirstOrDefault(version => version is not null)));
    }

    private static SimExit WhyNothing(CapacityRun run, string limitedBy) => limitedBy switch
    {
        "generator" => SimExit.GeneratorInvalid,
        // A machine that always does other things gives no figures, as a generator that does.
        "budget" => run.Trials.Any(trial => trial.SpoiltBy is not null) ? SimExit.GeneratorInvalid : SimExit.NotSettled,
        _ => SimExit.SloMissed,
    };

    /// <summary>One trial, with how it was judged.</summary>
    internal static ResultDocument Result(CapacitySetup setup, TrialJudgement trial) => ResultDocument.Of(trial.Outcome, VerdictOn(trial), setup.Slo, Machine.Current(trial.Outcome.CpuShare), provenance: null) with
    {
        Judgement = new JudgementDocument(
            trial.Load, trial.Repeat, trial.FullLength, trial.Kept, trial.GeneratorLimit, trial.Reasons, Math.Round(trial.BacklogGrowth, 3), trial.ServerCpuShare,
            trial.ForeignCpuShare, trial.SpoiltBy),
    };

    private static Verdict VerdictOn(TrialJudgement trial) =>
        new(trial.Kept ? SimExit.Good : trial.GeneratorLimit || trial.SpoiltBy is not null ? SimExit.GeneratorInvalid : SimExit.SloMissed, [], RunPurpose.Measurement);

    /// <summary>The least and the greatest.</summary>
    public sealed record RangeDocument(double Min, double Max);

    /// <summary>What one search found; null what it did not.</summary>
    public sealed record RepeatDocument(double? Lower, double? Upper, double? GeneratorLimit);
}
