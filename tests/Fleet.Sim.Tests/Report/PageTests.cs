using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleet.Core.Icons;
using Fleet.Sim.Drive;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Report;

public sealed class PageTests
{
    private static readonly Percentiles Slow = new(10, 20, 300, 400, 500);

    private static TrialOutcome Full => Outcomes.Good with
    {
        Figures = Outcomes.Good.Figures! with { Intervals = [.. Enumerable.Range(0, 40).Select(At)] },
        Server =
        [
            .. Enumerable.Range(0, 20).Select(i => new ServerSample(
                TimeSpan.FromSeconds(i), i * 0.5, 1e8 + i, new Dictionary<string, long> { [Icon.All[0].Name] = i, [Icon.All[53].Name] = 20 - i })),
        ],
    };

    [Fact]
    public void The_verdict_comes_first_and_everything_is_in_the_page()
    {
        var page = Page(Full);
        Assert.StartsWith("<!doctype html>", page);
        Assert.True(page.IndexOf("GOOD:", page.IndexOf("<body", StringComparison.Ordinal), StringComparison.Ordinal) < page.IndexOf("Latency", StringComparison.Ordinal));
        Assert.Empty(Regex.Matches(page, "<script|<link|<img|src=|href=|@import|url\\(", RegexOptions.None, TimeSpan.FromSeconds(5)));
        foreach (var part in new[] { "prefers-color-scheme:dark", "@media print", Icon.All[0].Text, Icon.All[53].Text, "The server&#39;s memory" })
            Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chart_has_a_title_and_the_figures_behind_it()
    {
        var body = Body(Page(Full));
        var figures = body.Descendants("figure").ToList();
        Assert.Equal(7, figures.Count);
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(figure.Descendants("title"));
            Assert.NotEmpty(figure.Descendants("desc"));
            Assert.NotEmpty(figure.Descendants("td"));
        });
    }

    [Fact]
    public void A_run_that_measured_nothing_has_a_page_that_says_so()
    {
        var outcome = (Outcomes.Good with { Figures = null, Duration = TimeSpan.Zero, Total = default, Driven = default }).Interrupted();
        var page = Page(outcome);
        Assert.Contains("INTERRUPTED", page);
        Assert.Contains("Nothing was measured", page);
        Assert.NotNull(Body(page));
    }

    [Fact]
    public void What_others_named_is_text_and_not_markup() =>
        Assert.DoesNotContain("<b>", Page(Outcomes.Good with { Scenario = "<b>bold</b>" }), StringComparison.Ordinal);

    private static string Page(TrialOutcome outcome) => RunPage.Of(outcome, Verdict.Of(outcome, slo: null, strict: true), slo: null, Machine.Current(0.1));

    private static XElement Body(string page)
    {
        var from = page.IndexOf("<body>", StringComparison.Ordinal);
        return XElement.Parse(page[from..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)].Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
    }

    private static DriveInterval At(int second) => new(
        TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(second + 1), 100 + second, 90 + second, 1, 2, 10, 5, 3, 2, second == 7 ? Percentiles.None : Slow, Slow);
}
