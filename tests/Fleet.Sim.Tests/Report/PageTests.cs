using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleet.Core.Icons;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Report;

public sealed class PageTests
{
    private static readonly Distribution Slow = Outcomes.Times(10, 20, 300, 400, 500);

    private static TrialOutcome Full => Outcomes.Good with
    {
        Figures = Outcomes.Good.Figures! with { Intervals = [.. Enumerable.Range(0, 40).Select(At)] },
        Servers =
        [
            new ServerNode(new Uri("http://a:1"), [
                .. Enumerable.Range(0, 20).Select(i => new ServerSample(
                    TimeSpan.FromSeconds(i), i * 0.5, 1e8 + i, new Dictionary<string, long> { [Icon.All[0].Name] = i, [Icon.All[53].Name] = 20 - i })
                {
                    Commits = i * 10,
                    CommitSeconds = i * 0.02,
                }),
            ]),
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
    public void Workers_have_a_table_of_their_own()
    {
        Assert.DoesNotContain("Workers", Page(Full), StringComparison.Ordinal);
        var page = Page(Outcomes.Shared);
        foreach (var part in new[] { "<h2>Workers</h2>", "http://a:7001", "80.0 ms", "-12.3 ms ± 0.25 ms" })
            Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chart_has_a_title_and_the_figures_below_it()
    {
        var body = Body(Page(Full));
        var figures = body.Descendants("figure").ToList();
        Assert.Equal(8, figures.Count);
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
    public void A_run_that_was_ended_before_anything_happened_shows_no_curves_and_blames_nobody()
    {
        var nothing = Stretch(0, Distribution.None, offered: 0);
        var outcome = (Outcomes.Good with
        {
            Figures = new DriveFigures(default, Distribution.None, Distribution.None, Distribution.None, LastTrouble: null) { Intervals = [nothing] },
            Total = default,
            Driven = default,
            CpuShare = 0.95,
            Duration = TimeSpan.FromMilliseconds(5),
        }).Interrupted();
        var page = Page(outcome);
        Assert.Empty(Body(page).Descendants("svg"));
        Assert.Contains("nothing was due", page);
        Assert.DoesNotContain("0.0 ms", page);
        Assert.DoesNotContain("warning", page);
    }

    [Fact]
    public void What_was_driven_as_fast_as_possible_was_never_late()
    {
        var outcome = Outcomes.Good with
        {
            Speed = Speed.Max,
            Figures = Outcomes.Good.Figures! with { Lateness = Distribution.None, Intervals = [Stretch(0, Distribution.None, offered: 100), Stretch(1, Distribution.None, offered: 90)] },
        };
        var page = Page(outcome);
        Assert.Contains("never late", page);
        Assert.Contains("Nothing was measured", Assert.Single(Body(page).Descendants("figure"), figure => figure.Value.Contains("lateness", StringComparison.Ordinal)).Value);
    }

    [Theory]
    [InlineData(0, 200, "0:00 1:00 2:00 3:00")]
    [InlineData(2, 4, "0:00 0:01 0:02 0:03 0:04")]
    [InlineData(3, 3, "0:00 0:01 0:02 0:03")]
    [InlineData(0, 86_400, "0:00 5:00 10:00 15:00 20:00")]
    public void Times_are_told_at_round_minutes_or_hours_and_none_twice(int from, int to, string ticks)
    {
        var run = new[] { from, to }.Distinct().Select(second => Stretch(second, Slow, offered: 100) with { To = TimeSpan.FromSeconds(second) });
        var page = Page(Outcomes.Good with { Figures = Outcomes.Good.Figures! with { Intervals = [.. run] } });
        Assert.Equal(ticks, string.Join(' ', Ticks(Figure(page, "Reports"), "x")));
    }

    [Fact]
    public void Counts_have_whole_numbers_at_their_side()
    {
        var page = Page(Outcomes.Good with { Figures = Outcomes.Good.Figures! with { Intervals = [.. Enumerable.Range(0, 3).Select(i => Stretch(i, Slow, offered: 0) with { Waiting = 1, Reconnects = 0, Errors = 0 })] } });
        Assert.Equal(["0", "1"], Ticks(Figure(page, "Waiting and trouble"), "y"));
    }

    [Fact]
    public void All_charts_of_a_page_have_one_time_axis_up_to_the_last_answer()
    {
        var goodbyes = new ServerSample(TimeSpan.FromSeconds(95), 60, 9e9, new Dictionary<string, long> { [Icon.All[30].Name] = 20 });
        var page = Page(Full with { Servers = [Full.Servers[0] with { Samples = [.. Full.Servers[0].Samples, goodbyes] }] });
        var figures = Body(page).Descendants("figure").ToList();
        Assert.Equal(8, figures.Count);
        Assert.All(figures, figure => Assert.Equal(["0:00", "0:10", "0:20", "0:30", "0:40"], Ticks(figure, "x")));
        // The rows of icons, too: of 40 seconds the server told something up to the 19th.
        Assert.Contains("L475 26Z", Body(page).Descendants("svg").First(svg => (string?)svg.Attribute("class") == "spark").Element("path")!.Attribute("d")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Icon.All[30].Text, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_when_and_by_whom_it_was_made()
    {
        var page = Page(Full);
        foreach (var part in new[] { "2026-03-02 08:30:00 UTC", "fleet-sim 1.2.3+abc", "fleet 1.2.2+def", "fleet-sim run &#39;my day.yaml&#39;", Environment.MachineName, "2 processors" })
            Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_figure_stands_alone_beside_its_name()
    {
        var tables = Body(Page(Full)).Descendants("section").Where(section => section.Descendants("table").Any()).ToDictionary(section => section.Element("h2")!.Value, section => section);
        Assert.Equal("118", Cells(tables["Reports"], "acked").Single());
        Assert.Equal("14", Cells(tables["Clients"], "icon changes told to them").Single());
        Assert.Equal(["1.0 ms", "2.0 ms", "30.0 ms", "40.0 ms", "50.0 ms"], Cells(tables["Durations"], "from due to acked"));

        static IEnumerable<string> Cells(XElement table, string name) =>
            table.Descendants("tr").Single(row => row.Elements("td").FirstOrDefault()?.Value == name).Elements("td").Skip(1).Select(cell => cell.Value);
    }

    [Fact]
    public void What_differs_is_told_by_fact()
    {
        var wrong = Outcomes.Good.Reconciliation with { Mismatched = 7, Groups = [new MismatchGroup("realTimeScan", "stopped", "enabled", 7, ["pc-1", "pc-2"])] };
        var page = Page(Outcomes.Good with { Reconciliation = wrong });
        var table = Body(page).Descendants("section").Single(section => section.Element("h2")?.Value == "What differs");
        Assert.Equal(["realTimeScan", "enabled", "stopped", "7", "pc-1, pc-2"], table.Descendants("td").Select(cell => cell.Value));
        Assert.Contains("      realTimeScan is enabled, should be stopped: 7 clients, such as pc-1, pc-2", RunSummary.Lines(Outcomes.Good with { Reconciliation = wrong }, Verdict.Of(Outcomes.Good with { Reconciliation = wrong }, null, RunPurpose.Measurement), null));
    }

    [Fact]
    public void What_others_named_is_text_and_not_markup() =>
        Assert.DoesNotContain("<b>", Page(Outcomes.Good with { Scenario = "<b>bold</b>" }), StringComparison.Ordinal);

    private static string Page(TrialOutcome outcome) => RunPage.Of(outcome, Verdict.Of(outcome, slo: null, RunPurpose.Measurement), slo: null, new Machine("os", "x64", ".NET", 2, 3 << 20, 0.1, 4), Made);

    private static Provenance Made => new(new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero), Provenance.CommandOf(["run", "my day.yaml"]), "1.2.3+abc", "1.2.2+def");

    private static IEnumerable<string> Ticks(XElement figure, string side) =>
        figure.Descendants("div").Single(div => (string?)div.Attribute("class") == side).Elements("span").Select(span => span.Value);

    private static XElement Body(string page)
    {
        var from = page.IndexOf("<body>", StringComparison.Ordinal);
        return XElement.Parse(page[from..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)].Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
    }

    private static XElement Figure(string page, string title) =>
        Body(page).Descendants("figure").Single(figure => figure.Descendants("h2").Single().Value == title);

    private static DriveInterval At(int second) => Stretch(second, Slow, offered: 100 + second) with { Latency = second == 7 ? Distribution.None : Slow };

    private static DriveInterval Stretch(int second, Distribution lateness, long offered) => new(
        TimeSpan.FromSeconds(second), TimeSpan.FromSeconds(second + 1), offered, offered, 1, 2, 10, 5, 3, 2, lateness, lateness);
}
