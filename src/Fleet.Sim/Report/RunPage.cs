using Fleet.Sim.Html;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>A run as a page, the verdict first.</summary>
public static class RunPage
{
    /// <summary>The whole document.</summary>
    public static string Of(TrialOutcome outcome, Verdict verdict, Slo? slo, Machine machine)
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
            verdict.Findings.Concat(outcome.Reconciliation.First.Select(mismatch => $"{mismatch}")));
        page.Facts(RunSummary.Rows(outcome, slo));
        // A play without a server takes no time that could be drawn.
        if (outcome.Seeds is null)
            page.Charts(RunCharts.Of(outcome, slo));
        var icons = IconRows.Of(outcome.Server);
        if (icons.Count > 0)
            page.Table("The fleet by icon", "As the server saw its clients. The curves are drawn by the square root of the share, so that few are seen beside many.", IconRows.Columns, icons, wordsIn: 0);
        page.Footer($"timeline {outcome.TimelineHash} · generator on {machine.Os}, {machine.Processors} processors, {machine.Runtime}");
        return page.ToString();
    }
}
