using Fleet.Sim.Capacity;
using Fleet.Sim.Html;

namespace Fleet.Sim.Report;

/// <summary>A capacity as a page, the bounds first.</summary>
internal static class CapacityPage
{
    private static readonly string[] Columns = ["trial", "load", "length", "p50", "p99", "slowest", "errors", "server's cores", "judged"];

    public static string Of(CapacitySetup setup, CapacityDocument found)
    {
        var lines = CapacityLines.Summary(setup, found).Where(line => line.Length > 0).ToList();
        var page = new HtmlPage($"{found.Scenario}: {lines[0]}");
        page.ShowVerdict(found.Interrupted || found.LimitedBy == "budget" ? "warn" : found.Lower is null ? "bad" : found.LimitedBy == "server" ? "good" : "warn", lines[0], lines.Skip(1).Select(line => line.Trim()));
        page.Facts(
        [
            ("scenario", $"{found.Scenario}, seed {found.Seed}"),
            ("objective", found.Slo),
            ("a full trial measures", $"{found.TrialSeconds:0.#} s"),
            ("interval", found.Estimate is { } estimate ? $"{setup.Show(estimate.Low)} to {(estimate.High is { } high ? setup.Show(high) : "more")}{(estimate.Confidence is { } confidence ? $", {confidence:0%} confidence" : "")}" : "none"),
            ("took", $"{found.SpentSeconds:N0} of {found.BudgetSeconds:N0} s"),
            ("limited by", found.LimitedBy == "nobody" ? "nothing that was found" : found.LimitedBy),
            ("server's cores", found.ServerCores is { } server ? string.Join(", ", server) : "not set apart"),
            ("generator's cores", found.GeneratorCores is { } own ? string.Join(", ", own) : "not set apart"),
        ]);
        page.Charts([Latency(setup, found), Bounds(setup, found)]);
        page.Table("Every trial", "In the order in which they were made. Only trials of full length count for the lower bound.", Columns, [.. found.Trials.Select((trial, i) => Row(setup, trial, i + 1))], wordsIn: Columns.Length - 1);
        page.Footer($"generator on {found.Machine.Os}, {found.Machine.Processors} processors, {found.Machine.Runtime}");
        return page.ToString();
    }

    private static Chart Latency(CapacitySetup setup, CapacityDocument found) => new(
        "Latency over load",
        found.Knee is { } knee ? $"It begins to rise at {setup.Show(knee.Load)}. Each step up is ten times as long." : "Each step up is ten times as long.",
        setup.Plan.Kind == LoadKind.Rate ? "reports a second" : "clients",
        load => $"{load:#,0.##}",
        value => value >= 1000 ? $"{value / 1000:0.#} s" : $"{value:0.###} ms",
        [
            new ChartLine("half are faster (p50)", 1, [.. found.Curve.Select(point => (point.Load, (double?)point.LatencyMs.P50))]),
            new ChartLine("99%", 3, [.. found.Curve.Select(point => (point.Load, (double?)point.LatencyMs.P99))]),
        ])
    {
        Logarithmic = true,
        Marked = true,
    };

    private static Chart Bounds(CapacitySetup setup, CapacityDocument found) => new(
        "What each repeat found",
        "The capacity is between the two lines.",
        "repeat",
        number => $"{number:0.##}",
        load => $"{load:#,0.##}{(setup.Plan.Kind == LoadKind.Rate ? "/s" : "")}",
        [
            new ChartLine("not carried", 4, [.. found.Repeats.Select((repeat, i) => (i + 1.0, repeat.Upper))]),
            new ChartLine("carried", 1, [.. found.Repeats.Select((repeat, i) => (i + 1.0, repeat.Lower))]),
        ])
    {
        Marked = true,
    };

    private static IReadOnlyList<string> Row(CapacitySetup setup, ResultDocument trial, int number)
    {
        var judged = trial.Judgement!;
        return
        [
            $"{number}",
            HtmlPage.Text(setup.Show(judged.Load)),
            $"{trial.DurationSeconds:0.#} s",
            $"{trial.LatencyMs.P50:0.0} ms",
            $"{trial.LatencyMs.P99:0.0} ms",
            $"{trial.LatencyMs.Max:0} ms",
            $"{trial.Errors:0.00%}",
            judged.ServerCpuShare is { } share ? $"{share:0%}" : "–",
            judged.Spoilt is { } others ? $"<span class=\"bad\">spoilt, made again: {HtmlPage.Text(others)}</span>"
                : judged.Kept ? "<span class=\"good\">carried</span>" : $"<span class=\"bad\">{HtmlPage.Text(string.Join("; ", judged.Reasons))}</span>",
        ];
    }
}
