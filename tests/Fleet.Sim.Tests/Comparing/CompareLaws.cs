using Fleet.Sim.Comparing;
using Xunit;

namespace Fleet.Sim.Tests.Comparing;

/// <summary>How often a comparison is wrong, and what it sees, where the machine is not quite the same from invocation to invocation. docs/capacity.md has the figures.</summary>
public sealed class CompareLaws
{
    private const int Times = 2_000;
    private const string Figure = "latency p99, ms";

    private readonly Random _chance = new(5);

    [Theory]
    [InlineData(1, 0.05, 0.02)]
    [InlineData(3, 0.05, 0.02)]
    [InlineData(5, 0.05, 0.03)]
    [InlineData(5, 0.1, 0.03)]
    public void The_same_build_is_seldom_told_as_worse(int invocations, double drift, double most) =>
        Assert.InRange(Worse(invocations, drift, factor: 1), 0, most);

    [Theory]
    [InlineData(1, 1.5, 0.95)]
    [InlineData(3, 1.3, 0.9)]
    [InlineData(5, 1.2, 0.95)]
    public void A_slower_build_is_told_as_worse(int invocations, double factor, double least) =>
        Assert.InRange(Worse(invocations, drift: 0.05, factor), least, 1);

    [Fact]
    public void What_would_have_been_seen_is_seen_four_times_of_five()
    {
        var seen = FigureChange.Between(Side(5, 0.05, 1), Side(5, 0.05, 1)).Single().Seen;
        for (var i = 1; i < Times; i++)
            seen += FigureChange.Between(Side(5, 0.05, 1), Side(5, 0.05, 1)).Single().Seen;
        Assert.InRange(Worse(5, 0.05, 1 + (seen / Times / 100)), 0.7, 0.9);
    }

    private double Worse(int invocations, double drift, double factor) =>
        Enumerable.Range(0, Times).Count(_ => FigureChange.Between(Side(invocations, drift, 1), Side(invocations, drift, factor)).Single().Worse) / (double)Times;

    private ResultSamples Side(int invocations, double drift, double factor) => new("", new Dictionary<string, IReadOnlyList<double>>
    {
        [Figure] = [.. Enumerable.Range(0, invocations).Select(_ => 100 * factor * Math.Exp(drift * Normal()))],
    });

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(2 * Math.PI * _chance.NextDouble());
}
