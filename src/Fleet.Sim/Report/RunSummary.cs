using Fleet.Sim.Drive;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>What a trial came to, in lines that a person understands, the verdict first.</summary>
public static class RunSummary
{
    private const int MostGroups = 20;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(TrialOutcome outcome, Verdict verdict, Slo? slo)
    {
        yield return Headline(outcome, verdict);
        foreach (var finding in verdict.Findings)
            yield return $"  - {finding}";
        foreach (var group in outcome.Reconciliation.Groups.Take(MostGroups))
            yield return $"      {group}";
        if (outcome.Reconciliation.Groups.Count > MostGroups)
            yield return $"      and {outcome.Reconciliation.Groups.Count - MostGroups:N0} more kinds of difference";

        yield return "";
        foreach (var (name, value) in Rows(outcome, slo))
            yield return $"  {name,-14}{value}";
    }

    /// <summary>The figures, each with its name.</summary>
    public static IEnumerable<(string Name, string Value)> Rows(TrialOutcome outcome, Slo? slo)
    {
        var (total, found) = (outcome.Total, outcome.Reconciliation);
        yield return ("scenario", $"{outcome.Scenario}, seed {outcome.Seed}, {outcome.Clients:N0} clients, {outcome.Duration.TotalSeconds:N1} s at {outcome.Speed}");
        yield return ("reports", $"{total.Sent:N0} sent, {total.Acked:N0} acked, {total.Repeated:N0} sent again, {total.Refused:N0} refused for good, {found.Lost:N0} lost");
        yield return ("rate", $"{outcome.Offered:N0}/s offered, {outcome.Achieved:N0}/s acked; errors {outcome.ErrorShare:0.###%}");
        if (outcome.Figures is { } figures)
        {
            yield return ("due to acked", Times(figures.Latency.Percentiles));
            yield return ("connected in", $"{Times(figures.Connect.Percentiles)}{(total.HeldBack > 0 ? $"; {total.HeldBack:N0} hellos were held back until others had their answers (--logins open does not)" : "")}");
            yield return ("generator", $"{Late(outcome.Speed, figures.Lateness.Percentiles)}; {outcome.CpuShare:0%} of its processor share");
        }

        if (outcome.Reads is { } reads)
        {
            yield return ("read", $"{reads.Readers:N0} readers asked {reads.Asked:N0} questions, {reads.Failed:N0} of them without an answer ({reads.Deferred:N0} times refused for now), and were told {reads.IconChanges:N0} icon changes{(reads.FeedBreaks > 0 ? $"; the feed broke {reads.FeedBreaks:N0} times" : "")}{(reads.LastTrouble is { } why ? $"; the last trouble: {why}" : "")}");
            yield return ("answered in", Times(reads.Latency.Percentiles));
            yield return ("visible after", $"{Times(reads.Visible.Percentiles)} from the ack");
        }


        if (outcome.Workers.Count > 0)
            yield return ("workers", string.Join("; ", outcome.Workers.Select(Of)));
        yield return ("turns", $"{total.ToOnline:N0} online, {total.ToOffline:N0} offline, {total.ToRoaming:N0} roaming; {total.IconChanges:N0} icon changes told to clients");
        foreach (var task in outcome.Tasks)
            yield return ("task", $"{task.Task}: {task.State}, {task.Targets:N0} targets: {string.Join(", ", task.ByState.Select(count => $"{count.Value:N0} {count.Key}"))}; clients began {task.Began:N0} attempts, {task.BeganTwice:N0} of them twice");
        if (slo is not null)
            yield return ("objective", $"{slo}: {(outcome.Interrupted ? "not judged, as the result is partial" : slo.Misses(outcome).Count == 0 ? "kept" : "missed")}");
        if (total.Reconnects > 0)
            yield return ("trouble", $"{total.Reconnects:N0} sessions lost or refused, the last because: {outcome.Figures?.LastTrouble}");
        if (outcome.FleetHash.Length > 0)
            yield return ("fleet hash", outcome.FleetHash);
    }

    /// <summary>What it comes to, in a sentence.</summary>
    public static string Headline(TrialOutcome outcome, Verdict verdict) => verdict.Code switch
    {
        SimExit.Good when verdict.Purpose == RunPurpose.Replay && outcome.ExpectedFleetHash is not null => $"SAME: the fleet is the recorded one, all {outcome.Reconciliation.Checked:N0} clients.",
        SimExit.Good => $"GOOD: all {outcome.Reconciliation.Checked:N0} clients{(outcome.Seeds > 1 ? $" ({outcome.Clients:N0} in each of {outcome.Seeds:N0} seeds)" : "")} are what they should be, and nothing acknowledged is lost.",
        SimExit.SloMissed => "MISSED: the server is right, but not within the objective.",
        SimExit.GeneratorInvalid => "INVALID: the figures say nothing about the server.",
        SimExit.ServerDiffers => "WRONG: the server's state is not what it should be.",
        SimExit.ReplayDiverged => "DIVERGED: the recording tells another fleet.",
        SimExit.ServerUnreachable => "GONE: the server does not answer any more; this is what was known by then.",
        SimExit.NotSettled => "UNSETTLED: the run did not come to an end in time.",
        _ => "INTERRUPTED: this is what was known by then.",
    };

    private static string Of(WorkerPart worker) =>
        $"{worker.Url.Authority}: {worker.Clients:N0} clients, clock {worker.ClockOffset.TotalMilliseconds:+0.0;-0.0;0.0} ms (±{worker.ClockBound.TotalMilliseconds:0.0#} ms), late p99 {worker.Lateness.P99:0.0} ms, {worker.CpuShare:0%} of its share";

    private static string Late(Speed speed, Percentiles lateness) =>
        speed.Factor is null ? "as fast as possible, so never late"
        : lateness == Percentiles.None ? "nothing was due"
        : $"late by {Times(lateness)}";

    private static string Times(Percentiles times) => times == Percentiles.None ? "nothing was measured" : $"p50 {times.P50:0.0} ms, p99 {times.P99:0.0} ms, max {times.Max:0} ms";
}
