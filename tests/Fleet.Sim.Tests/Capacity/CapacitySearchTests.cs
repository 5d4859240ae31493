using Fleet.Sim.Capacity;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

/// <summary>The search on servers whose limit is known.</summary>
public sealed class CapacitySearchTests
{
    private static readonly SearchPlan Once = new(
        LoadKind.Rate, Start: 200, Least: 1, Most: 1_000_000, Precision: 0.1, Repeats: 1, Budget: TimeSpan.FromHours(1), ShortTrial: TimeSpan.FromSeconds(10), FullTrial: TimeSpan.FromSeconds(25));

    private static readonly SearchPlan UntilSure = Once with { Repeats = null, Budget = TimeSpan.FromMinutes(30) };

    [Theory]
    [InlineData(1_000)]
    [InlineData(37)]
    [InlineData(123_456)]
    [InlineData(150)]
    public async Task The_bounds_enclose_the_limit_as_closely_as_asked(double limit)
    {
        var found = await FindAsync(new SimulatedServer(limit));
        Assert.InRange(found.Lower, limit / 1.25, limit);
        Assert.InRange(found.Upper!.Value, limit, limit * 1.25);
        Assert.InRange(found.Upper.Value / found.Lower, 1, 1.12);
        Assert.Null(found.GeneratorLimit);
    }

    [Fact]
    public async Task The_lower_bound_is_carried_at_full_length()
    {
        var server = new SimulatedServer(1_000);
        var found = await FindAsync(server);
        Assert.Equal(new TrialOrder(found.Lower, FullLength: true, Repeat: 1), server.Tried[^1]);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.01)]
    public async Task What_is_carried_for_a_short_time_only_is_no_lower_bound(double inTheLongRun)
    {
        var found = await FindAsync(new SimulatedServer(1_000) { InTheLongRun = inTheLongRun });
        Assert.InRange(found.Lower, 890 * inTheLongRun, 1_000 * inTheLongRun);
        Assert.InRange(found.Upper!.Value, 1_000 * inTheLongRun, 1_120 * inTheLongRun);
    }

    [Fact]
    public async Task Where_the_least_load_is_carried_for_a_short_time_only_the_search_ends()
    {
        var found = await FindAsync(new SimulatedServer(3) { InTheLongRun = 0.1 });
        Assert.Equal((0, 1), (found.Lower, found.Upper));
    }

    [Fact]
    public async Task Where_nothing_is_carried_there_is_no_lower_bound_and_the_search_ends()
    {
        var search = await new SimulatedServer(0).SearchAsync(UntilSure);
        Assert.All(search.Found, found => Assert.Equal((0, 1), (found.Lower, found.Upper)));
        Assert.Null(CapacityEstimate.Of(search.Found));
    }

    [Fact]
    public async Task Where_everything_is_carried_there_is_no_upper_bound_and_the_search_ends()
    {
        var search = await new SimulatedServer(double.MaxValue).SearchAsync(UntilSure);
        Assert.All(search.Found, found => Assert.Equal((1_000_000, (double?)null), (found.Lower, found.Upper)));
        Assert.Equal(new CapacityEstimate(1_000_000, High: null, Confidence: null), CapacityEstimate.Of(search.Found));
    }

    [Fact]
    public async Task A_limit_of_the_generator_is_not_the_servers()
    {
        var found = await FindAsync(new SimulatedServer(1_000) { IsFasterThanTheGenerator = true });
        Assert.InRange(found.Lower, 800, 1_000);
        Assert.Null(found.Upper);
        Assert.InRange(found.GeneratorLimit!.Value, 1_000, 1_250);
    }

    [Fact]
    public async Task A_repeat_begins_where_the_ones_before_ended_and_takes_fewer_trials()
    {
        var server = new SimulatedServer(60_000);
        await server.SearchAsync(Once with { Repeats = 2 });
        var trials = server.Tried.ToLookup(order => order.Repeat);
        Assert.True(trials[2].Count() < trials[1].Count());
        Assert.InRange(trials[2].First().Load, 50_000, 60_000);
    }

    [Theory]
    [InlineData(12_000)]
    [InlineData(600)]
    public async Task Takes_about_as_long_as_it_says_before_it_begins(double capacity)
    {
        var plan = UntilSure with { Repeats = 3 };
        var search = await new SimulatedServer(capacity) { Noise = 0.02 }.SearchAsync(plan);
        Assert.InRange(search.Spent / plan.Expected, 0.4, 1.5);
    }

    [Fact]
    public async Task What_the_machine_has_spoilt_counts_for_nothing()
    {
        // Every second trial sees two thirds of the server.
        var found = await FindAsync(new SimulatedServer(10_000) { Disturbed = 0.5 });
        Assert.InRange(found.Lower, 8_000, 10_000);
        Assert.InRange(found.Upper!.Value, 10_000, 12_000);
    }

    [Fact]
    public async Task A_machine_that_is_never_quiet_ends_the_search_with_its_budget_and_without_a_figure()
    {
        var server = new SimulatedServer(100) { Disturbed = 1 };
        var search = await server.SearchAsync(UntilSure);
        Assert.Empty(search.Found);
        Assert.InRange(search.Spent, TimeSpan.Zero, UntilSure.Budget);
        Assert.InRange(server.Tried.Count, 2, (int)(UntilSure.Budget / UntilSure.ShortTrial));
    }

    [Fact]
    public async Task One_search_tells_no_confidence_and_several_alike_tell_their_own()
    {
        Assert.Null(CapacityEstimate.Of((await new SimulatedServer(1_000).SearchAsync(Once)).Found)!.Confidence);
        var sure = await new SimulatedServer(1_000).SearchAsync(UntilSure);
        Assert.Equal(0.95, CapacityEstimate.Of(sure.Found)!.Confidence);
        Assert.True(CapacityEstimate.Of(sure.Found)!.IsWithin(UntilSure.Precision));
    }

    [Theory]
    [InlineData(0.02, 0, 0)]
    [InlineData(0.1, 0, 0)]
    [InlineData(0.02, 0.05, 0.2)]
    [InlineData(0, 0.1, 0)]
    public async Task Finds_the_truth_within_its_interval_as_often_as_it_claims_and_always_within_its_budget(double noise, double drift, double disturbed)
    {
        const int Servers = 200;
        var (right, sure) = (0, 0);
        for (var seed = 0; seed < Servers; seed++)
        {
            var capacity = Math.Exp(4 + (7.0 * seed / Servers));
            var server = new SimulatedServer(capacity, seed) { Noise = noise, Drift = drift, Disturbed = disturbed };
            var search = await server.SearchAsync(UntilSure);
            Assert.InRange(search.Spent, TimeSpan.Zero, UntilSure.Budget);
            if (CapacityEstimate.Of(search.Found) is not { Confidence: not null } estimate)
                continue;
            sure++;
            right += estimate.Low <= capacity && capacity <= estimate.High ? 1 : 0;
        }

        Assert.True(sure > 0.95 * Servers, $"{sure} of {Servers} came to a figure");
        Assert.True(right >= 0.95 * sure, $"{right} of {sure} were right");
    }

    private static async Task<CapacityBounds> FindAsync(SimulatedServer server) => Assert.Single((await server.SearchAsync(Once)).Found);
}
