using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Host.Tests.Hosting;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Fleet.Host.Tests.Deployment;

/// <summary>The alarms for Prometheus and the dashboard for Grafana look at metrics that the host tells, by the names and labels that it tells.</summary>
[Collection(OnSharedHost.Name)]
public sealed partial class MonitoringTests(SharedHost host)
{
    private static readonly IReadOnlyList<string> Alarms = [.. Rules().Select(rule => Scalar(rule, "expr"))];
    private static readonly IReadOnlyList<string> Charts = [.. Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.Text("expr")!)];

    [Fact]
    public async Task Every_metric_is_one_that_the_host_tells()
    {
        await host.Http.Reported("monitored", 1, """{"realTimeScan":"stopped"}""");
        var told = await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        // A counter, and what no node but one tells, is there once it has something to tell: the host's own are looked for where they are made.
        var sources = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(Names(Alarms).Concat(Names(Charts)).Distinct(), name => Assert.True(
            told.Contains($"# TYPE {name} ", StringComparison.Ordinal) || sources.Contains($"\"{name}\"", StringComparison.Ordinal), $"Nobody tells {name}."));
    }

    [Fact]
    public async Task Every_label_that_is_chosen_by_its_value_has_that_value()
    {
        await host.Http.Reported("monitored-too", 1, "{}");
        string? told = null;
        await Eventually.Holds(async () => (told = await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Contains("fleet_group_clients{", StringComparison.Ordinal));
        foreach (Match chosen in Alarms.Concat(Charts).SelectMany(expression => Conditions().Matches(expression)))
            Assert.Matches($"fleet_clients_with_condition\\{{condition=\"{chosen.Groups["value"].Value}\"\\}}", told!);
    }

    [Fact]
    public void Both_say_what_they_show()
    {
        Assert.NotEmpty(Alarms);
        Assert.All(Rules(), rule => Assert.Contains($"`{Scalar(rule, "alert")}`", Repository.Text("docs/operations.md")));
        Assert.NotEmpty(Charts);
        Assert.All(Panels(), panel => Assert.False(string.IsNullOrEmpty(panel.Text("title")) || string.IsNullOrEmpty(panel.Text("description"))));
        Assert.Distinct(Panels().Select(panel => panel.GetProperty("id").GetInt32()));
    }

    [Fact]
    public void No_panel_of_the_dashboard_covers_another_one()
    {
        var taken = new HashSet<(int X, int Y)>();
        foreach (var place in Panels().Select(panel => panel.GetProperty("gridPos")))
        {
            var (x, y, width, height) = (Number("x"), Number("y"), Number("w"), Number("h"));
            Assert.InRange(x + width, 1, 24);
            foreach (var cell in from i in Enumerable.Range(x, width) from j in Enumerable.Range(y, height) select (i, j))
                Assert.True(taken.Add(cell), $"{cell}");

            int Number(string name) => place.GetProperty(name).GetInt32();
        }
    }

    private static IEnumerable<string> Names(IEnumerable<string> expressions) =>
        expressions.SelectMany(expression => Metrics().Matches(Texts().Replace(expression, "\"\""))).Select(match => Suffixes().Replace(match.Value, "")).Distinct();

    private static IEnumerable<YamlMappingNode> Rules()
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Text("deploy/prometheus/fleet.rules.yaml"));
        stream.Load(text);
        return ((YamlSequenceNode)stream.Documents.Single().RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();
    }

    private static string Scalar(YamlMappingNode rule, string name) => ((YamlScalarNode)rule[name]).Value!;

    private static IEnumerable<JsonElement> Panels() => JsonDocument.Parse(Repository.Text("deploy/grafana/fleet.json")).RootElement
        .GetProperty("panels").EnumerateArray().Where(panel => panel.Text("type") != "row");

    [GeneratedRegex(@"\b(fleet|process)_[a-z_]+\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Metrics();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Suffixes();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Texts();

    [GeneratedRegex("condition=~?\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Conditions();
}
