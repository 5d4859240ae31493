using System.Text.Json;
using Fleet.Sim.Comparing;
using Fleet.Sim.Drive;
using Fleet.Sim.Report;
using Fleet.Sim.Tests.Report;
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

    private string Write(string name, double p99, int clients = 10)
    {
        var file = Path.Combine(_folder.FullName, name + ".json");
        var outcome = Outcomes.Good with { Clients = clients, Figures = Outcomes.Good.Figures! with { Latency = new Percentiles(1, 2, p99, p99, p99) } };
        File.WriteAllText(file, JsonSerializer.Serialize(ResultDocument.Of(outcome, Machine.Current(0.1)), ResultDocument.Json));
        return file;
    }
}
