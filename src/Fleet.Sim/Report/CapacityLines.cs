using Fleet.Sim.Capacity;
using Fleet.Sim.Drive;
using Fleet.Sim.Hosting;

namespace Fleet.Sim.Report;

/// <summary>A search for a capacity, for the person who watches.</summary>
internal static class CapacityLines
{
    /// <summary>Who is on which processors.</summary>
    public static string Apart(CoreSplit split, bool isOwnHost, bool byWorkers)
    {
        var (server, generator) = (string.Join(',', split.Server), string.Join(',', split.Generator));
        return split.Server.Count == 0 ? $"The generator and its server share their cores here, as {split.Told}: each takes from what the other has."
            : byWorkers ? $"{(isOwnHost ? $"The server is on processor {server}" : $"Keep the server on processor {server} (taskset -acp {server} PID)")}, half {split.Told}; keep workers of this machine on the others: taskset -acp {generator} PID"
            : isOwnHost ? $"The server on processor {server}, the generator on {generator}: halves {split.Told}."
            : $"The server shares this machine, so the generator keeps to processor {generator}, half {split.Told}; keep the server on the others: taskset -acp {server} PID";
    }

    /// <summary>What is going to happen.</summary>
    public static string Plan(SearchPlan plan) =>
        $"  {(plan.Repeats is { } exactly ? $"{exactly} {(exactly == 1 ? "search" : "searches")}" : $"{SearchPlan.UsualRepeats} searches or more, until the interval is as narrow as asked")}: about {Minutes(plan.Expected)}, {Minutes(plan.Budget)} at the most";

    /// <summary>One trial.</summary>
    public static string Of(CapacitySetup setup, int number, TimeSpan elapsed, TrialJudgement trial)
    {
        var times = trial.Outcome.Figures!.Latency.Percentiles;
        var latency = times == Percentiles.None ? $"{"no report was acked",-31}" : $"p50 {times.P50,7:0.0} ms  p99 {times.P99,8:0.0} ms";
        var verdict = trial.Kept ? "carried"
            : trial.SpoiltBy is { } others ? $"spoilt, made again: {others}"
            : $"{(trial.GeneratorLimit ? "generator's limit" : "not carried")}: {trial.Reasons[0]}";
        return $"  {(int)elapsed.TotalMinutes,3}:{elapsed.Seconds:00}  {number,3}  {setup.Show(trial.Load),18}  {trial.Outcome.Duration.TotalSeconds,4:0} s  {latency}  errors {trial.Outcome.ErrorShare,7:0.00%}"
            + $"{(trial.ServerCpuShare is { } share ? $"  server {share,4:0%}" : "")}  {verdict}";
    }

    /// <summary>What came of it.</summary>
    public static IEnumerable<string> Summary(CapacitySetup setup, CapacityDocument found)
    {
        yield return "";
        yield return Headline(setup, found);
        foreach (var (repeat, index) in found.Repeats.Select((repeat, index) => (repeat, index)))
            yield return $"  repeat {index + 1}: carried {Show(setup, repeat.Lower)}, not carried {Show(setup, repeat.Upper)}{(repeat.GeneratorLimit is { } own ? $", the generator's own limit at {setup.Show(own)}" : "")}";
        if (found.LowerRange is { } range && found.Repeats.Count > 1)
            yield return $"  median of {found.Repeats.Count}: {Show(setup, found.Lower)}, from {setup.Show(range.Min)} to {setup.Show(range.Max)}";
        if (found.Estimate is { } estimate)
            yield return $"  {Sureness(setup, estimate)}";
        if (found.Trials is [{ Warm: { } warm }, ..])
            yield return $"  measured {(warm.Flat ? "warm" : "as it was")}, after {warm.Seconds:0.#} s under load{(warm.CpuMicrosecondsPerReport is { } each ? $" ({each:N0} µs of processor time a report)" : "")}";
        if (found.Knee is { } knee)
            yield return $"  the latency begins to rise at {setup.Show(knee.Load)} (p99 {knee.LatencyMs.P99:0.0} ms)";
        yield return found.LimitedBy switch
        {
            "generator" => $"  {(setup.Workers is null ? "This machine" : "These workers")} could not make more load: the server's own limit is higher. Run the generator on another machine, on more cores, or on several by --workers.",
            _ when found.Interrupted && found.Trials.Count == 0 => "  No trial was made by then.",
            _ when found.Interrupted => "  The trials so far are in the result.",
            "budget" => "  The time was over before a search came to its end: allow more with --budget, or have the machine for this alone."
                + (found.Lower is null && found.Curve.LastOrDefault(point => point.Kept) is { } most ? $" Carried by then, if only for a short time: {setup.Show(most.Load)}." : ""),
            "nobody" => "  No load was found that the server does not carry.",
            _ => $"  held to {found.Slo}, with a backlog that does not grow; {(found.ServerCores is { } server ? $"the server on processor {string.Join(',', server)}, {(found.GeneratorCores is { } own ? $"the generator on {string.Join(',', own)}, halves" : "half")} {found.Cores}" : "no cores set apart")}",
        };
    }

    private static string Sureness(CapacitySetup setup, CapacityEstimate estimate)
    {
        var range = $"from {setup.Show(estimate.Low)} {(estimate.High is { } high ? $"to {setup.Show(high)}" : "on")}";
        if (estimate.Confidence is not { } confidence)
            return $"{range}, without a confidence: that takes searches which find both bounds";
        return $"{range}, with {confidence:0%} confidence{(setup.Plan.Repeats is null && !estimate.IsWithin(setup.Plan.Precision) ? "; the time was over before it was as narrow as asked" : "")}";
    }

    private static string Headline(CapacitySetup setup, CapacityDocument found) => found switch
    {
        { Interrupted: true } => $"INTERRUPTED: the result is partial; carried for a full trial by then: {Show(setup, found.Lower)}.",
        { Lower: null, LimitedBy: "budget" } => $"OVER: {Minutes(setup.Plan.Budget)} were not enough to find anything out.",
        { Lower: null, LimitedBy: "generator" } => "INVALID: the generator could not make even the least load.",
        { Lower: null } => "NOTHING: the server did not carry even the least load.",
        _ => $"CAPACITY: {Show(setup, found.Lower)}{(setup.Plan.Kind == LoadKind.Rate ? $" with {setup.Fixed:N0} clients" : $" with {setup.Fixed:0.###} reports/s each")}.",
    };

    private static string Minutes(TimeSpan time) => time < TimeSpan.FromMinutes(1.5) ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} minutes";

    private static string Show(CapacitySetup setup, double? load) => load is { } known ? setup.Show(known) : "nothing";
}
