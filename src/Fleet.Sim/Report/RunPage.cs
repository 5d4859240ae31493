using Fleet.Story.Html;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>A run as a page, the verdict first.</summary>
public static class RunPage
{
    /// <summary>The whole document.</summary>
    public static string Of(TrialOutcome outcome, Verdict verdict, Slo? slo, Machine machine, Provenance provenance)
    {
        var page = new HtmlPage($"{outcome.Scenario}: {RunSummary.Headline(outcome, verdict)}");
        page.ShowVerdict(
            verdict.Code switch
            {
                SimExit.Good => verdict.Findings.Count == 0 ? "good" : "warn",
                SimExit.Interrupted or SimExit.GeneratorInvalid => "warn",
                _ => "bad",
            },
            RunSummary.Headline(outcome, verdict),
            verdict.Findings);
        if (outcome.Reconciliation.Groups.Count > 0)
            page.Table(RunTables.Differences(outcome.Reconciliation.Groups));
        page.Figures(RunTables.Foremost(outcome));
        // A play without a server takes no time that could be drawn.
        page.Cards(RunTables.Of(outcome), outcome.Seeds is null ? RunCharts.Of(outcome, slo) : []);
        var icons = IconRows.Of(outcome.Servers.Take(1).SelectMany(node => node.Samples), RunCharts.Time(outcome));
        if (icons.Count > 0)
        {
            page.Table(new PageTable(
                "The fleet by icon",
                "As the server saw its clients, over the time of the charts. The curves are drawn by the square root of the share, so that few are seen beside many.",
                IconRows.Columns, icons));
        }

        if (RunTables.Workers(outcome) is { } workers)
            page.Table(workers);
        page.Facts("How it was made", RunTables.Made(outcome, slo, machine, provenance));
        return page.ToString();
    }
}
