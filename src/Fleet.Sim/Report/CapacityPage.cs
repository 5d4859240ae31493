using Fleet.Sim.Capacity;
using Fleet.Sim.Drive;
using Fleet.Story.Html;

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
        page.Figures(
        [
            ("carried", found.Lower is { } lower ? setup.Show(lower) : "none"),
            ("not carried", found.Upper is { } upper ? setup.Show(upper) : "none found"),
            ("interval", found.Estimate is { } estimate ? $"{estimate.Low:#,0.##} – {(estimate.High is { } high ? $"{high:#,0.##}" : "more")}" : "none"),
            ("confidence", found.Estimate?.Confidence is { } confidence ? $"{confidence:0%}" : "none"),
            ("latency rises at", found.Knee is { } knee ? setup.Show(knee.Load) : "not seen"),
            ("limited by", found.LimitedBy == "nobody" ? "nothing found" : found.LimitedBy),
        ]);
        page.Cards([], [Latency(setup, found), Bounds(setup, found)]);
        page.Table(Trials(setup, found, "Trials of full length", "In the order in which they were made. These count for the lower bound.", full: true));
        page.Table(Trials(setup, found, "Short trials", "A quarter as long: they guide the search, and find the loads that are not carried.", full: false));
        page.Facts("How it was made",
        [
            ("scenario", $"{found.Scenario}, seed {found.Seed}"),
            ("objective", found.Slo),
            ("a full trial measures", $"{found.TrialSeconds:0.#} s"),
            ("took", $"{found.SpentSeconds:N0} of {found.BudgetSeconds:N0} s"),
            ("server's cores", found.ServerCores is { } server ? string.Join(", ", server) : "not set apart"),
            ("generator's cores", found.GeneratorCores is { } own ? string.Join(", ", own) : "not set apart"),
            .. found.Provenance.Facts(found.Machine),
        ]);
        return page.ToString();
    }

    private static Chart Latency(CapacitySetup setup, CapacityDocument found) => new(
        "Latency over load",
        found.Knee is { } knee ? $"It begins to rise at {setup.Show(knee.Load)}. Each step up is ten times as long." : "Each step up is ten times as long.",
        setup.Plan.Kind == LoadKind.Rate ? "reports a second" : "clients",
        load => $"{load:#,0.##}",
        value => value >= 1000 ? $"{value / 1000:0.#} s" : $"{value:0.###} ms",
        [
            Curve("p50, full trials", 1, found, full: true, times => times.P50),
            Curve("p99, full trials", 3, found, full: true, times => times.P99),
            Curve("p50, short trials", 2, found, full: false, times => times.P50),
            Curve("p99, short trials", 4, found, full: false, times => times.P99),
        ])
    {
        Logarithmic = true,
        Marked = true,
    };

    /// <summary>Of each load that was tried for so long, the trial in the middle by its p99.</summary>
    private static ChartLine Curve(string name, int color, CapacityDocument found, bool full, Func<Percentiles, double> of) => new(name, color,
    [
        .. found.Trials.Where(trial => trial.Judgement is { GeneratorLimit: false, Spoilt: null } judged && judged.FullLength == full && trial.LatencyMs != Percentiles.None)
            .GroupBy(trial => trial.Judgement!.Load).OrderBy(load => load.Key)
            .Select(load => (load.Key, (double?)of(load.OrderBy(trial => trial.LatencyMs.P99).ElementAt((load.Count() - 1) / 2).LatencyMs))),
    ]);

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

    private static PageTable Trials(CapacitySetup setup, CapacityDocument found, string heading, string about, bool full) => new(heading, about, Columns,
        [.. found.Trials.Select((trial, i) => (trial, Number: i + 1)).Where(made => made.trial.Judgement!.FullLength == full).Select(made => Row(setup, made.trial, made.Number))])
    {
        WordsIn = Columns.Length - 1,
    };

    private static IReadOnlyList<string> Row(CapacitySetup setup, ResultDocument trial, int number)
    {
        var judged = trial.Judgement!;
        return
        [
            $"{number}",
            HtmlPage.Text(setup.Show(judged.Load)),
            $"{trial.DurationSeconds:0.#} s",
            RunTables.Time(trial.LatencyMs, trial.LatencyMs.P50),
            RunTables.Time(trial.LatencyMs, trial.LatencyMs.P99),
            RunTables.Time(trial.LatencyMs, trial.LatencyMs.Max),
            $"{trial.Errors:0.00%}",
            judged.ServerCpuShare is { } share ? $"{share:0%}" : "–",
            judged.Spoilt is { } others ? $"<span class=\"soft\">spoilt, made again: {HtmlPage.Text(others)}</span>"
                : judged.Kept ? "<span class=\"good\">carried</span>"
                : judged.GeneratorLimit ? $"<span class=\"soft\">generator's limit: {HtmlPage.Text(string.Join("; ", judged.Reasons))}</span>"
                : $"<span class=\"bad\">{HtmlPage.Text(string.Join("; ", judged.Reasons))}</span>",
        ];
    }
}
