using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>How many reports come, and when. Seeds are fixed, so the figures are always the same.</summary>
public sealed class LoadTests
{
    private const string Life = "login: 0s";

    [Theory]
    [InlineData("constant", 36_000, 36_000)]
    [InlineData("poisson", 35_500, 36_500)]
    [InlineData("periodic", 35_800, 36_200)]
    public void The_rate_is_the_fleets_whatever_its_size(string arrivals, int least, int most)
    {
        foreach (var clients in new[] { 1, 100, 1_000 })
        {
            var told = Reports(Lines.Tiny(Life, $"reports: {{ arrivals: {arrivals}, rate: 10/s }}", clients: clients)).Count;
            Assert.InRange(told, clients == 1_000 && least != most ? least - 500 : least, most);
        }
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("poisson")]
    [InlineData("periodic")]
    public void A_rate_per_client_grows_with_the_fleet_and_holds_at_any_length(string arrivals)
    {
        var load = $"reports: {{ arrivals: {arrivals}, rate-per-client: 6/min }}";
        foreach (var clients in new[] { 10, 100 })
        {
            var hour = Reports(Lines.Tiny(Life, load, clients: clients)).Count;
            Assert.InRange(hour, 360 * clients * 0.95, 360 * clients * 1.05);
        }

        // The rate is one of the run, whose own time a shorter one is.
        var minutes = Reports(Lines.Tiny(Life, load, clients: 100, options: new TimelineOptions(7) { Length = TimeSpan.FromMinutes(6) })).Count;
        Assert.InRange(minutes, 3_600 * 0.93, 3_600 * 1.07);
    }

    [Fact]
    public void More_of_all_clients_than_time_can_tell_apart_is_refused() => Assert.Equal(
        "tiny: 2,000,000 clients make 2,000,000 reports a second at that rate-per-client; 1,000,000 are taken at most.",
        Assert.Throws<Sim.Scenario.ScenarioException>(() => Lines.Tiny(Life, "reports: { arrivals: poisson, rate-per-client: 1/s }", options: new TimelineOptions(7) { Clients = 2_000_000 })).Message);

    [Fact]
    public void Constant_arrivals_are_equally_far_apart()
    {
        var reports = Reports(Lines.Tiny(Life, "reports: { arrivals: constant, rate: 10/s }"));
        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.Equal(TimeSpan.FromMilliseconds(100), pair.Second.At - pair.First.At));
    }

    [Fact]
    public void Periodic_arrivals_keep_each_clients_period_within_the_jitter()
    {
        var reports = Reports(Lines.Tiny(Life, "reports: { arrivals: periodic, rate: 10/s, jitter: 20% }"));
        foreach (var client in reports.GroupBy(e => e.Client))
            Assert.All(client.Zip(client.Skip(1)), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 6, 14));
        Assert.True(reports.Zip(reports.Skip(1), (first, second) => second.At - first.At).Distinct().Count() > 1_000);
    }

    [Fact]
    public void Poisson_arrivals_vary_as_much_as_their_mean()
    {
        var perMinute = Reports(Lines.Tiny(Life, "reports: { arrivals: poisson, rate: 10/s }")).CountBy(e => (int)e.At.TotalMinutes).Select(m => (double)m.Value).ToList();
        var variance = perMinute.Average(n => (n - perMinute.Average()) * (n - perMinute.Average()));
        Assert.InRange(variance / perMinute.Average(), 0.6, 1.5);
    }

    [Fact]
    public void A_runs_own_rate_goes_before_the_scenarios_and_holds_at_any_length()
    {
        foreach (var length in new[] { TimeSpan.FromMinutes(6), TimeSpan.FromHours(1), TimeSpan.FromHours(2) })
        {
            var options = new TimelineOptions(7) { Length = length, ReportsPerSecond = 7 };
            Assert.Equal(7 * length.TotalSeconds, Reports(Lines.Tiny(Life, "reports: { arrivals: constant, rate: 10/s }", options: options)).Count, 1.0);
        }
    }

    [Fact]
    public void Phases_make_the_load_rise_and_fall()
    {
        var timeline = Lines.Tiny(Life,
            """
            reports: { arrivals: constant, rate: 100/s }
            phases:
              - ramp: { share: 20%, intensity: 100% }
              - steady: { share: 20%, intensity: 50% }
              - spike: { share: 20%, intensity: 200% }
              - soak: { intensity: 10% }
            """);
        var perMinute = Reports(timeline).CountBy(e => (int)e.At.TotalMinutes).ToDictionary();
        void Expect(int minute, double intensity) => Assert.InRange(perMinute[minute], (intensity * 6_000) - 150, (intensity * 6_000) + 150);
        Expect(0, 0.042);
        Expect(6, 0.54);
        Expect(11, 0.96);
        Expect(18, 0.5);
        Expect(30, 1.875);
        Expect(35, 0.625);
        Expect(50, 0.1);
    }

    [Fact]
    public void A_phase_without_intensity_is_silent() =>
        Assert.DoesNotContain(
            Reports(Lines.Tiny(Life, "reports: { arrivals: poisson, rate: 10/s }\nphases: [ steady: { share: 50% }, steady: { share: 50%, intensity: 0% } ]")),
            e => e.At > TimeSpan.FromMinutes(31));

    private static List<TimelineEvent> Reports(ScenarioTimeline timeline) => [.. timeline.Events().Where(e => e.Step is ObserveFacts && e.Number > 2)];
}
