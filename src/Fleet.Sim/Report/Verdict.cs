using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>What a trial comes to.</summary>
/// <param name="Code">How the process ends.</param>
/// <param name="Findings">Everything that speaks against it, the gravest first; warnings are among them.</param>
/// <param name="Purpose">What the trial was made for.</param>
public sealed record Verdict(SimExit Code, IReadOnlyList<string> Findings, RunPurpose Purpose)
{
    /// <summary>Judges a trial. Where several things are wrong, somebody else at the same clients goes first, as what differs may be theirs, then a wrong server, then a replay that diverged, then what did not settle, then the generator, then the objective.</summary>
    /// <param name="outcome">The trial.</param>
    /// <param name="slo">The objective; null: none.</param>
    /// <param name="purpose">What it was made for.</param>
    public static Verdict Of(TrialOutcome outcome, Slo? slo, RunPurpose purpose)
    {
        var (code, findings) = (SimExit.Good, new List<string>());
        var found = outcome.Reconciliation;
        if (outcome.Vanished is { } vanished)
            Against(SimExit.ServerUnreachable, $"the result is partial: {vanished}");
        else if (outcome.Interrupted)
            Against(SimExit.Interrupted, "interrupted: the result is partial");
        var isWrong = found.Mismatched > 0 || found.Lost > 0 || found.Duplicated > 0 || outcome.Diverged;
        if (outcome.Total.Superseded > 0)
            Against(!isWrong ? SimExit.Good : purpose == RunPurpose.Replay ? SimExit.NotSettled : SimExit.GeneratorInvalid, WhySuperseded(outcome));
        if (found.Mismatched > 0)
            Against(SimExit.ServerDiffers, $"{found.Mismatched} of {found.Checked} clients differ from what they should be; an acknowledged change is missing at {found.Lost}");
        else if (found.Lost > 0)
            Against(SimExit.ServerDiffers, $"an acknowledged change is missing in the histories of {found.Lost} clients");
        if (found.Duplicated > 0)
            Against(SimExit.ServerDiffers, $"the server holds report numbers of {found.Duplicated} clients twice, or that were never sent");
        if (outcome.Diverged)
            Against(SimExit.ReplayDiverged, $"the fleet is {outcome.FleetHash}, and should be {outcome.ExpectedFleetHash}");
        if (!outcome.Interrupted && !found.Settled)
            Against(SimExit.NotSettled, WhyUnsettled(outcome));
        if (outcome.TimelineCut)
            Against(purpose == RunPurpose.Replay ? SimExit.NotSettled : SimExit.GeneratorInvalid, "INVALID: the generator was so far behind that the timeline was cut short; this machine cannot drive it");
        else if (outcome.GeneratorFault(slo) is { } fault)
            Against(purpose == RunPurpose.Measurement ? SimExit.GeneratorInvalid : SimExit.Good, $"{Warning(purpose)}: the generator was {fault}, so latencies may be its own and not the server's");
        if (!outcome.Interrupted)
        {
            foreach (var miss in slo?.Misses(outcome) ?? [])
                Against(SimExit.SloMissed, miss);
        }

        return new Verdict(code, findings, purpose);

        void Against(SimExit next, string finding)
        {
            code = code == SimExit.Good ? next : code;
            findings.Add(finding);
        }
    }

    private static string WhyUnsettled(TrialOutcome outcome) => outcome.StoodStill is { } quiet
        ? $"the server stood still: of what it was given, less than one step or answer a second got on for {quiet.TotalSeconds:0} s, so the timeline was cut short"
        : "the run did not settle: some clients never got an answer to all they said";

    private static string WhySuperseded(TrialOutcome outcome) =>
        $"{outcome.Total.Superseded:N0} sessions were taken over by somebody else who speaks for the same clients: another fleet-sim, or the clients themselves. What differs may be theirs";

    private static string Warning(RunPurpose purpose) => purpose switch
    {
        RunPurpose.Measurement => "INVALID",
        RunPurpose.Replay => "aside",
        _ => "warning",
    };
}

/// <summary>What a run is made for: it decides what a late generator means.</summary>
public enum RunPurpose
{
    /// <summary>To measure: latencies of an overtaxed generator are worth nothing, so the run is invalid.</summary>
    Measurement = 1,

    /// <summary>To show: it is only said.</summary>
    Demonstration,

    /// <summary>To bring a recorded fleet about: what counts is the fleet. Everybody connects at once where it begins, so its latencies are no measure, and are no verdict.</summary>
    Replay,
}
