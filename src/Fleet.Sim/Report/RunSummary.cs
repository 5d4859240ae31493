using Fleet.Sim.Drive;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>What a trial came to, in lines that a person understands, the verdict first.</summary>
public static class RunSummary
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(TrialOutcome outcome, Verdict verdict)
    {
        yield return Headline(outcome, verdict);
        foreach (var finding in verdict.Findings)
            yield return $"  - {finding}";
        foreach (var mismatch in outcome.Reconciliation.First)
            yield return $"      {mismatch}";

        var (total, found) = (outcome.Total, outcome.Reconciliation);
        yield return "";
        yield return Row("scenario", $"{outcome.Scenario}, seed {outcome.Seed}, {outcome.Clients:N0} clients, {outcome.Duration.TotalSeconds:N1} s at {outcome.Speed}");
        yield return Row("reports", $"{total.Sent:N0} sent, {total.Acked:N0} acked, {total.Repeated:N0} sent again, {total.Refused:N0} refused for good, {found.Lost:N0} lost");
        yield return Row("rate", $"{Rate(outcome.Driven.Offered, outcome):N0}/s offered, {Rate(outcome.Driven.Acked, outcome):N0}/s acked; errors {outcome.ErrorShare:0.###%}");
        if (outcome.Figures is { } figures)
        {
            yield return Row("due to acked", Times(figures.Latency));
            yield return Row("connected in", Times(figures.Connect));
            yield return Row("generator", $"late by {Times(figures.Lateness)}; {outcome.CpuShare:0%} of its processor share");
        }

        yield return Row("turns", $"{total.ToOnline:N0} online, {total.ToOffline:N0} offline, {total.ToRoaming:N0} roaming; {total.IconChanges:N0} icon changes told to clients");
        if (total.Reconnects > 0)
            yield return Row("trouble", $"{total.Reconnects:N0} sessions lost or refused, the last because: {outcome.Figures?.Trouble}");
        if (outcome.FleetHash.Length > 0)
            yield return Row("fleet hash", outcome.FleetHash);
    }

    private static string Headline(TrialOutcome outcome, Verdict verdict) => verdict.Code switch
    {
        SimExit.Good => $"GOOD: all {outcome.Reconciliation.Checked:N0} clients are what they should be, and nothing acknowledged is lost.",
        SimExit.SloMissed => "MISSED: the server is right, but not within the objective.",
        SimExit.GeneratorInvalid => "INVALID: the figures say nothing about the server.",
        SimExit.ServerDiffers => "WRONG: the server's state is not what it should be.",
        SimExit.ReplayDiverged => "DIVERGED: the recording tells another fleet.",
        SimExit.ServerUnreachable => "GONE: the server does not answer any more; this is what was known by then.",
        SimExit.NotSettled => "UNSETTLED: the run did not come to an end in time.",
        _ => "INTERRUPTED: this is what was known by then.",
    };

    private static double Rate(long count, TrialOutcome outcome) =>
        outcome.Duration == TimeSpan.Zero ? 0 : count / outcome.Duration.TotalSeconds;

    private static string Row(string name, string value) => $"  {name,-14}{value}";

    private static string Times(Percentiles times) => $"p50 {times.P50:0.0} ms, p99 {times.P99:0.0} ms, max {times.Max:0} ms";
}
