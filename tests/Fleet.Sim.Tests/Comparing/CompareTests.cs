using System.Text.Json;
using Fleet.Sim.Comparing;
using Fleet.Sim.Drive;
using Fleet.Sim.Report;
using Fleet.Sim.Tests.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Comparing;

public sealed class CompareTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-compare-");

    [Fact]
    public void A_result_is_no_worse_than_itself_and_a_slower_one_is_worse()
    {
        var before = ResultSamples.Read([Write("a", 100)]);
        Assert.DoesNotContain(FigureChange.Between(before, before), change => change.Worse);
        Assert.Equal("latency p99, ms", Assert.Single(FigureChange.Between(before, ResultSamples.Read([Write("b", 200)])), change => change.Worse).Name);
    }

    [Fact]
    public void With_repeats_only_what_is_beyond_chance_counts()
    {
        var before = ResultSamples.Read([Write("a", 100), Write("b", 180), Write("c", 60)]);
        Assert.DoesNotContain(FigureChange.Between(before, ResultSamples.Read([Write("d", 150), Write("e", 90), Write("f", 170)])), change => change.Worse);
        Assert.Contains(FigureChange.Between(before, ResultSamples.Read([Write("g", 900), Write("h", 910), Write("i", 890)])), change => change.Worse);
    }

    [Fact]
    public void What_is_not_the_same_load_is_refused_by_name()
    {
        var (a, b) = (Write("a", 100), Write("b", 100, clients: 11));
        Assert.Contains("11 clients", Assert.Throws<IOException>(() => ResultSamples.EnsureAlike(a, ResultSamples.Read([a]), b, ResultSamples.Read([b]))).Message);
        File.WriteAllText(a, """{"schema":"other/9","scenario":"x","interrupted":false}""");
        Assert.Contains("other/9", Assert.Throws<IOException>(() => ResultSamples.Read([a])).Message);
        File.WriteAllText(a, "not json");
        Assert.Contains("no result", Assert.Throws<IOException>(() => ResultSamples.Read([a])).Message);
    }

    [Theory]
    [InlineData("\"interrupted\": false", "\"interrupted\": true", "interrupted")]
    [InlineData("\"valid\": true", "\"valid\": false", "valid is false")]
    [InlineData("\"p99\": 100", "\"p99\": -5", "latencyMs.p99 is -5")]
    [InlineData("\"p99\": 100", "\"p99\": \"fast\"", "latencyMs.p99")]
    [InlineData("\"lost\": 0", "\"lost\": -1", "reports.lost")]
    [InlineData("\"errors\": 0.0", "\"errors\": 3.0", "errors is 3")]
    [InlineData("\"connectMs\"", "\"connected\"", "connectMs.p99 is missing")]
    [InlineData("\"interrupted\": false", "\"interrupted\": \"no\"", "interrupted")]
    [InlineData("{", "[{", "JSON")]
    [InlineData("\"schema\"", "\"scheme\"", "schema is missing")]
    public void What_cannot_be_compared_is_refused_with_its_file_and_field(string right, string wrong, string named)
    {
        var file = Write("bad", 100);
        var text = File.ReadAllText(file);
        Assert.Contains(right, text);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllText(file, text[..at] + wrong + text[(at + right.Length)..]);
        var refused = Assert.Throws<IOException>(() => ResultSamples.Read([file])).Message;
        Assert.Contains("bad.json", refused);
        Assert.Contains(named, refused);
        Assert.DoesNotContain("dictionary", refused);
    }

    [Fact]
    public void What_did_not_come_to_its_end_is_compared_and_told_to()
    {
        var (before, after) = (Write("good", 100), Write("doubtful", 100));
        File.WriteAllText(after, File.ReadAllText(after).Replace("\"settled\": true", "\"settled\": false"));
        Assert.Empty(ResultSamples.Read([before]).Doubts);
        var doubt = Assert.Single(ResultSamples.Read([after]).Doubts);
        Assert.Contains("doubtful.json", doubt);
        Assert.Contains("reconciliation.settled is false", doubt);
    }

    [Fact]
    public void A_capacity_is_one_value_however_often_it_was_searched()
    {
        var file = Path.Combine(_folder.FullName, "capacity.json");
        File.WriteAllText(file, """{"schema":"fleet-sim/capacity/1","scenario":"soak","find":"rate","clients":10,"slo":"p99<1s","interrupted":false,"lower":90,"repeats":[{"lower":80},{"lower":90},{"lower":95}]}""");
        Assert.Equal([90.0], ResultSamples.Read([file]).Values["capacity"]);
    }

    [Theory]
    [InlineData("errors, %", 0, 0.009, false)]
    [InlineData("errors, %", 0, 0.011, true)]
    [InlineData("latency p50, ms", 0.2, 0.6, false)]
    [InlineData("latency p50, ms", 2, 2.6, true)]
    [InlineData("clients wrong or lost", 0, 1, true)]
    [InlineData("capacity", 0, 1_000, false)]
    public void A_difference_has_to_be_one_also_where_there_was_next_to_nothing(string figure, double before, double after, bool worse) =>
        Assert.Equal(worse, Assert.Single(FigureChange.Between(Samples(figure, before), Samples(figure, after))).Worse);

    [Theory]
    [InlineData(150, 110, "durationSeconds")]
    [InlineData(10, 165, "rate.offered")]
    public void Another_length_or_rate_is_another_load(int seconds, int offered, string named)
    {
        var (a, b) = (Write("a", 100), Write("b", 100, change: outcome => outcome with
        {
            Duration = TimeSpan.FromSeconds(seconds),
            Driven = outcome.Driven with { Offered = offered * seconds / 10 },
        }));
        Assert.Contains(named, Assert.Throws<IOException>(() => ResultSamples.EnsureAlike(a, ResultSamples.Read([a]), b, ResultSamples.Read([b]))).Message);
        Assert.Contains(named, Assert.Throws<IOException>(() => ResultSamples.Read([a, b])).Message);
    }

    [Fact]
    public void What_may_matter_is_told_and_nothing_else()
    {
        var before = ResultSamples.Read([Write("a", 100)]);
        Assert.Empty(Circumstances.Remarks(before, ResultSamples.Read([Write("b", 100)])));
        var seeds = ResultSamples.Read([Write("c", 100, change: outcome => outcome with { Seed = 8, TimelineHash = "cc" }), Write("d", 100, change: outcome => outcome with { Seed = 9, TimelineHash = "dd" })]);
        Assert.Equal(["- seed: 7 before, 8, 9 after"], Circumstances.Remarks(before, seeds));
        var other = ResultSamples.Read([Write("e", 100, change: outcome => outcome with { TimelineHash = "ee" })]);
        Assert.Equal(["- timelineHash: aa before, ee after"], Circumstances.Remarks(before, other));
        WorkerPart[] two = [new(new Uri("http://a:1"), 5, "1.0", default, default), new(new Uri("http://b:1"), 5, "1.0", default, default)];
        var several = ResultSamples.Read([Write("f", 100, change: outcome => outcome with { Workers = two })]);
        Assert.Equal(["- workers: 0 before, 2 after"], Circumstances.Remarks(before, several));
    }

    [Fact]
    public void A_few_reports_more_by_another_seed_are_the_same_load() =>
        Assert.Equal(2, ResultSamples.Read([Write("a", 100), Write("b", 100, change: outcome => outcome with { Driven = outcome.Driven with { Offered = 120 } })]).Values["errors, %"].Count);

    [Fact]
    public void The_interval_is_Welchs()
    {
        // Means 2 and 12, variances 1 and 4, counts 3 and 3: degrees of freedom 2.94, t(2) at 97.5% is 4.303.
        var interval = WelchInterval.Of([1, 2, 3], [10, 12, 14])!.Value;
        Assert.Equal(10 - (4.303 * Math.Sqrt(5 / 3.0)), interval.Low, tolerance: 0.001);
        Assert.Equal(10 + (4.303 * Math.Sqrt(5 / 3.0)), interval.High, tolerance: 0.001);
        Assert.Null(WelchInterval.Of([1], [2, 3]));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ResultSamples Samples(string figure, params double[] values) => new("", new Dictionary<string, IReadOnlyList<double>> { [figure] = values });

    private string Write(string name, double p99, int clients = 10, Func<TrialOutcome, TrialOutcome>? change = null)
    {
        var file = Path.Combine(_folder.FullName, name + ".json");
        var outcome = Outcomes.Good with { Clients = clients, Figures = Outcomes.Good.Figures! with { Latency = Outcomes.Times(1, 2, p99, p99, p99) } };
        outcome = change?.Invoke(outcome) ?? outcome;
        File.WriteAllText(file, JsonSerializer.Serialize(ResultDocument.Of(outcome, Verdict.Of(outcome, null, RunPurpose.Measurement), null, Machine.Current(0.1), provenance: null), ResultDocument.Json));
        return file;
    }
}
