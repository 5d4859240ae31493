using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>What a trial comes to.</summary>
/// <param name="Code">How the process ends: by the first check that failed.</param>
/// <param name="Checks">All that it was judged by, the gravest first.</param>
/// <param name="Purpose">What the trial was made for.</param>
public sealed record Verdict(SimExit Code, IReadOnlyList<TrialCheck> Checks, RunPurpose Purpose)
{
    /// <summary>Everything that speaks against it, the gravest first; warnings are among them.</summary>
    public IReadOnlyList<string> Findings => [.. Checks.Select(check => check.Seen).OfType<string>()];

    /// <summary>Judges a trial. Where several things are wrong, somebody else at the same clients goes first, as what differs may be theirs, then a wrong server, then a replay that diverged, then what did not settle, then the generator, then the objective.</summary>
    /// <param name="outcome">The trial.</param>
    /// <param name="slo">The objective; null: none.</param>
    /// <param name="purpose">What it was made for.</param>
    public static Verdict Of(TrialOutcome outcome, Slo? slo, RunPurpose purpose)
    {
        List<TrialCheck> checks = [Ended(outcome), Alone(outcome, purpose), .. Fleet(outcome), Settled(outcome), Generator(outcome, slo, purpose), .. Objective(outcome, slo)];
        return new Verdict(checks.Find(check => check.Failed)?.Code ?? SimExit.Good, checks, purpose);
    }

    private static TrialCheck Ended(TrialOutcome outcome)
    {
        const string Name = "the run comes to its end";
        return outcome.Vanished is { } vanished ? new TrialCheck(CheckOf.Run, Name, SimExit.ServerUnreachable, $"the result is partial: {vanished}")
            : outcome.WorkerLost is { } lost ? new TrialCheck(CheckOf.Run, Name, SimExit.GeneratorInvalid, $"INVALID: {lost} The result is partial")
            : new TrialCheck(CheckOf.Run, Name, SimExit.Interrupted, outcome.Interrupted ? "interrupted: the result is partial" : null);
    }

    private static TrialCheck Alone(TrialOutcome outcome, RunPurpose purpose)
    {
        var code = !(outcome.Reconciliation.IsWrong || outcome.Diverged) ? SimExit.Good : purpose == RunPurpose.Replay ? SimExit.NotSettled : SimExit.GeneratorInvalid;
        return new TrialCheck(CheckOf.Run, "nobody else speaks for the clients", code, outcome.Total.Superseded == 0 ? null
            : $"{(outcome.Total.Superseded == 1 ? "1 session was" : $"{outcome.Total.Superseded:N0} sessions were")} taken over by newer ones of the same clients: their own, where a hello was said again as the server was slow, or those of somebody else who speaks for them, such as another fleet-sim. What differs may be theirs");
    }

    private static IEnumerable<TrialCheck> Fleet(TrialOutcome outcome)
    {
        var found = outcome.Reconciliation;
        yield return Of("every client is what it should be", found.Mismatched, $"{found.Mismatched} of {found.Checked} clients differ from what they should be");
        yield return Of("nothing acknowledged is lost", found.Lost, $"an acknowledged change is missing at {found.Lost} clients");
        yield return Of("no report counts twice", found.Duplicated, $"the server holds report numbers of {found.Duplicated} clients twice, or that were never sent");
        foreach (var answer in found.Answers)
        {
            yield return new TrialCheck(CheckOf.Fleet, answer.Name, SimExit.ServerDiffers, answer.Wrong == 0 ? null
                : $"{answer.Wrong:N0} of {answer.Checked:N0} times it is not so that {answer.Name}: {string.Join("; ", answer.First)}")
            {
                Skipped = answer.Skipped,
            };
        }

        if (outcome.ExpectedFleetHash is { } expected)
        {
            yield return new TrialCheck(CheckOf.Fleet, "the fleet is the recorded one", SimExit.ReplayDiverged, outcome.Diverged ? $"the fleet is {outcome.FleetHash}, and should be {expected}" : null)
            {
                Skipped = outcome.FleetHash.Length == 0 ? "the run did not get there" : null,
            };
        }

        TrialCheck Of(string name, int wrong, string seen) => new(CheckOf.Fleet, name, SimExit.ServerDiffers, wrong > 0 ? seen : null)
        {
            Skipped = found.Checked == 0 ? "no client was compared" : null,
        };
    }

    private static TrialCheck Settled(TrialOutcome outcome) => new(CheckOf.Run, "everything under way is answered", SimExit.NotSettled, outcome.Interrupted || outcome.Reconciliation.Settled ? null
        : outcome.StoodStill is { } quiet ? $"the server stood still: of what it was given, less than one step or answer a second got on for {quiet.TotalSeconds:0} s, so the timeline was cut short"
        : "the run did not settle: some clients never got an answer to all they said")
    {
        Skipped = outcome.Interrupted ? "the result is partial" : null,
    };

    private static TrialCheck Generator(TrialOutcome outcome, Slo? slo, RunPurpose purpose)
    {
        const string Name = "the generator is in time";
        if (outcome.TimelineCut)
        {
            return new TrialCheck(
                CheckOf.Generator, Name, purpose == RunPurpose.Replay ? SimExit.NotSettled : SimExit.GeneratorInvalid,
                "INVALID: the generator was so far behind that the timeline was cut short; this machine cannot drive it");
        }

        return new TrialCheck(
            CheckOf.Generator, Name, purpose == RunPurpose.Measurement ? SimExit.GeneratorInvalid : SimExit.Good,
            outcome.GeneratorFault(slo) is { } fault ? $"{Warning(purpose)}: the generator was {fault}, so latencies may be its own and not the server's" : null);
    }

    private static IEnumerable<TrialCheck> Objective(TrialOutcome outcome, Slo? slo) => (slo?.Judge(outcome) ?? []).Select(judged => new TrialCheck(
        CheckOf.Objective, judged.Limit, SimExit.SloMissed, outcome.Interrupted ? null : judged.Miss)
    {
        Skipped = outcome.Interrupted ? "the result is partial" : null,
    });

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
