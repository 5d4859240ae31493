using Fleet.Sim.Capacity;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Tests.Report;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

public sealed class LoadJudgingTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(100, true)]
    [InlineData(-100, false)]
    public void A_backlog_grows_where_its_line_rises_not_where_it_is_high(double slope, bool grows)
    {
        var trend = new BacklogTrend();
        for (var i = 0; i <= 50; i++)
            trend.Add(TimeSpan.FromSeconds(i / 10.0), (long)(5_000 + (slope * i / 10)) + (i % 3));
        Assert.Equal(slope, trend.Slope, tolerance: 1);
        Assert.Equal(grows, trend.Grows(offeredPerSecond: 1_000, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void The_knee_is_where_the_latency_begins_to_rise()
    {
        var curve = LatencyCurve.Of([Trial(100, 5), Trial(200, 5), Trial(400, 6), Trial(800, 9), Trial(800, 10), Trial(800, 500), Trial(1_000, 400), Trial(50, 1, generators: true), Unanswered(2_000)]);
        Assert.Equal([100, 200, 400, 800, 1_000], curve.Select(point => point.Load));
        Assert.Equal(10, curve[3].LatencyMs.P99);
        Assert.Equal(800, LatencyCurve.Knee(curve)!.Load);
        Assert.Null(LatencyCurve.Knee(curve.Take(2).ToList()));
    }

    [Theory]
    [InlineData("soak")]
    [InlineData("office-day")]
    [InlineData("morning-login")]
    public void The_load_has_the_clients_and_the_rate_that_are_asked_for_whatever_the_scenario_says(string scenario)
    {
        var load = new SteadyLoad(ScenarioLibrary.Load(scenario), Clients: 300, PerSecond: 500, Seed: 3);
        var timeline = load.For(TimeSpan.FromSeconds(20));
        Assert.Equal(300, timeline.Clients.Count);
        Assert.Equal(load.Ramp + TimeSpan.FromSeconds(20), timeline.Length);
        var events = timeline.Events().ToList();
        var there = events.Where(e => e.At <= load.Ramp && e.Step is ComeOnline).Select(e => e.Client).Distinct().Count();
        Assert.Equal(300, there);
        Assert.InRange(events.Count(e => e.At > load.Ramp && e.Step is ObserveFacts), 9_000, 11_000);
    }

    [Fact]
    public void Every_refusal_counts_as_an_error()
    {
        var outcome = Outcomes.Good with { Total = new Tally { Sent = 1_000, Acked = 1_000 } };
        Assert.Equal(0, outcome.ErrorShare);
        Assert.Equal(0.01, (outcome with { FurtherErrors = 10 }).ErrorShare);
        Assert.Equal(1, (outcome with { FurtherErrors = 5_000 }).ErrorShare);
    }

    [Fact]
    public void A_trial_that_others_disturbed_counts_if_it_was_carried_and_one_without_reports_never_does()
    {
        var failed = Trial(100, 5) with { Reasons = ["too slow"] };
        Assert.Null((failed with { ForeignCpuShare = 0.04 }).SpoiltBy);
        Assert.Contains("20%", (failed with { ForeignCpuShare = 0.2 }).SpoiltBy, StringComparison.Ordinal);
        Assert.Null((Trial(100, 5) with { ForeignCpuShare = 0.2 }).SpoiltBy);
        Assert.NotNull((failed with { Outcome = Outcomes.Good with { Driven = default } }).SpoiltBy);
    }

    /// <summary>Where nothing is answered there is no latency, and none of 0 ms.</summary>
    private static TrialJudgement Unanswered(double load) => Trial(load, 0) with { Reasons = ["no report was answered"] };

    private static TrialJudgement Trial(double load, double p99, bool generators = false) => new(
        load, FullLength: false, [], generators, Outcomes.Good with { Figures = Outcomes.Good.Figures! with { Latency = Outcomes.Times(0, 0, p99, 0, 0) } }, 0, null);
}
