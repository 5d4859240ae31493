using System.Globalization;
using System.Xml.Linq;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Report;

/// <summary>The result as tables and as test cases, read as other programs read them.</summary>
public sealed class TablesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-tables-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Each_table_has_names_and_as_many_cells_in_every_row()
    {
        ResultTables.Write(_folder.FullName, Document(Outcomes.Told with { Scenario = "day, \"with\" words" }), Outcomes.Told);
        Assert.Equal(["distributions.csv", "results.csv", "series.csv", "servers.csv"], _folder.GetFiles().Select(file => file.Name).Order());
        Assert.Equal(2, Table("series").Count);
        Assert.Equal("19", Table("series")[1]["acked"]);
        Assert.Equal("30", Table("series")[1]["latencyP99Ms"]);
        Assert.Equal(["", "0.5"], Table("servers").Select(row => row["cores"]));
        var result = Assert.Single(Table("results"));
        Assert.Equal("day, \"with\" words", result["scenario"]);
        Assert.Equal("118", result["acked"]);
    }

    [Fact]
    public void A_distribution_goes_up_to_all_that_was_measured()
    {
        var durations = new Sim.Drive.Durations();
        for (var i = 1; i <= 1000; i++)
            durations.Record(TimeSpan.FromMilliseconds(i));
        var outcome = Outcomes.Good with { Figures = Outcomes.Good.Figures! with { Latency = durations.Distribution } };
        ResultTables.Write(_folder.FullName, Document(outcome), outcome);
        var rows = Table("distributions").Where(row => row["of"] == "latency").Select(row => (Percentile: Number(row["percentile"]), Milliseconds: Number(row["ms"]), Count: Number(row["count"]))).ToList();
        Assert.Equal((100, 1000), (rows[^1].Percentile, rows[^1].Count));
        Assert.Equal(1000, rows[^1].Milliseconds, tolerance: 1);
        Assert.Equal(rows.OrderBy(row => row.Percentile), rows);
        Assert.Equal(500, rows.Single(row => row.Percentile == 50).Milliseconds, tolerance: 1);
    }

    [Fact]
    public void Each_objective_and_each_check_of_the_fleet_is_a_test_case()
    {
        Assert.True(Slo.TryParse("p50<1s,p99<20ms", out var slo));
        var cases = Cases(Verdict.Of(Outcomes.Good.Wrong(), slo, RunPurpose.Measurement));
        Assert.Equal("p99<20ms missed: 30 ms", cases["p99<20ms"].Element("failure")!.Attribute("message")!.Value);
        Assert.Equal("slo-missed", cases["p99<20ms"].Element("failure")!.Attribute("type")!.Value);
        Assert.Empty(cases["p50<1s"].Elements());
        Assert.Equal("1 of 10 clients differ from what they should be", cases["every client is what it should be"].Element("failure")!.Attribute("message")!.Value);
        Assert.Empty(cases["nothing acknowledged is lost"].Elements());
        Assert.Empty(cases["no report counts twice"].Elements());
    }

    [Fact]
    public void What_could_not_be_judged_is_skipped_and_what_is_only_told_has_passed()
    {
        Assert.True(Slo.TryParse("p99<20ms", out var slo));
        var outcome = (Outcomes.Good with { Reconciliation = Reconciliation.None }).Interrupted();
        var cases = Cases(Verdict.Of(outcome, slo, RunPurpose.Measurement));
        Assert.NotNull(cases["p99<20ms"].Element("skipped"));
        Assert.NotNull(cases["every client is what it should be"].Element("skipped"));
        Assert.NotNull(cases["the run comes to its end"].Element("failure"));
        var late = Cases(Verdict.Of(Outcomes.Good.Late(), null, RunPurpose.Demonstration))["the generator is in time"];
        Assert.Contains("warning", Assert.Single(late.Elements("system-out")).Value);
    }

    [Fact]
    public void What_a_server_said_is_text_whatever_it_holds() =>
        Assert.Contains("<\uFFFD&", Cases(Verdict.Of(Outcomes.Good with { Vanished = "<\0&" }, null, RunPurpose.Measurement))["the run comes to its end"].Element("failure")!.Attribute("message")!.Value);

    private static ResultDocument Document(TrialOutcome outcome) => ResultDocument.Of(outcome, Verdict.Of(outcome, null, RunPurpose.Measurement), null, new Machine("os", "x64", ".NET", 2, 3, 0.25, 4), provenance: null);

    private Dictionary<string, XElement> Cases(Verdict verdict)
    {
        var path = Path.Combine(_folder.FullName, "junit.xml");
        JUnitFile.Write(path, "run office-day", TimeSpan.FromSeconds(10), verdict.Checks);
        var suite = XDocument.Load(path).Root!.Element("testsuite")!;
        Assert.Equal(suite.Elements("testcase").Count().ToString(CultureInfo.InvariantCulture), suite.Attribute("tests")!.Value);
        Assert.Equal(suite.Descendants("failure").Count().ToString(CultureInfo.InvariantCulture), suite.Attribute("failures")!.Value);
        Assert.Equal(suite.Descendants("skipped").Count().ToString(CultureInfo.InvariantCulture), suite.Attribute("skipped")!.Value);
        return suite.Elements("testcase").ToDictionary(one => one.Attribute("name")!.Value);
    }

    private List<Dictionary<string, string>> Table(string name)
    {
        var lines = File.ReadAllText(Path.Combine(_folder.FullName, $"{name}.csv")).Split("\r\n");
        Assert.Equal("", lines[^1]);
        var heads = Cells(lines[0]);
        return [.. lines[1..^1].Select(Cells).Select(cells =>
        {
            Assert.Equal(heads.Count, cells.Count);
            return heads.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
        })];
    }

    /// <summary>RFC 4180, for rows without line feeds in them.</summary>
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        for (var at = 0; at <= line.Length;)
        {
            var quoted = at < line.Length && line[at] == '"';
            var end = quoted ? at + 1 : line.IndexOf(',', at) is var comma and >= 0 ? comma : line.Length;
            while (quoted && !(line[end] == '"' && (end + 1 == line.Length || line[end + 1] == ',')))
                end += line[end] == '"' ? 2 : 1;
            cells.Add(quoted ? line[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal) : line[at..end]);
            at = end + (quoted ? 2 : 1);
        }

        return cells;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
