using Fleet.Sim.Capacity;
using Fleet.Sim.Tests.Report;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

/// <summary>The search on servers whose limit is known.</summary>
public sealed class CapacitySearchTests
{
    private readonly List<(double Load, bool Full)> _tried = [];

    [Theory]
    [InlineData(1_000)]
    [InlineData(37)]
    [InlineData(123_456)]
    [InlineData(150)]
    public async Task The_bounds_enclose_the_limit_as_closely_as_asked(double limit)
    {
        var found = await Search(load => load <= limit);
        Assert.InRange(found.Lower, limit / 1.25, limit);
        Assert.InRange(found.Upper!.Value, limit, limit * 1.25);
        Assert.InRange(found.Upper.Value / found.Lower, 1, 1.12);
        Assert.Null(found.GeneratorLimit);
    }

    [Fact]
    public async Task The_lower_bound_is_carried_at_full_length()
    {
        var found = await Search(load => load <= 1_000);
        Assert.Equal((found.Lower, true), _tried[^1]);
    }

    [Fact]
    public async Task What_is_carried_for_a_short_time_only_is_no_lower_bound()
    {
        var found = await Search((load, full) => load <= (full ? 700 : 1_000));
        Assert.InRange(found.Lower, 560, 700);
        Assert.True(found.Upper > 700);
    }

    [Fact]
    public async Task One_hiccup_does_not_count()
    {
        var hiccups = 1;
        var found = await Search(load => load <= 1_000 && (load < 500 || hiccups-- <= 0));
        Assert.InRange(found.Lower, 800, 1_000);
    }

    [Fact]
    public async Task Where_nothing_is_carried_there_is_no_lower_bound_and_the_search_ends()
    {
        var found = await Search(_ => false);
        Assert.Equal(0, found.Lower);
        Assert.Equal(1, found.Upper);
    }

    [Fact]
    public async Task Where_everything_is_carried_there_is_no_upper_bound_and_the_search_ends()
    {
        var found = await Search(_ => true);
        Assert.Equal((1_000_000, (double?)null), (found.Lower, found.Upper));
    }

    [Fact]
    public async Task A_limit_of_the_generator_is_not_the_servers()
    {
        var found = await Search(load => load <= 1_000, generators: true);
        Assert.InRange(found.Lower, 800, 1_000);
        Assert.Null(found.Upper);
        Assert.InRange(found.GeneratorLimit!.Value, 1_000, 1_250);
    }

    [Fact]
    public async Task A_repeat_begins_where_the_ones_before_ended_and_takes_fewer_trials()
    {
        await Search(load => load <= 60_000);
        var first = _tried.Count;
        _tried.Clear();
        var found = await Search(load => load <= 60_000, from: [55_000, 58_000]);
        Assert.InRange(found.Lower, 50_000, 60_000);
        Assert.True(_tried.Count < first);
        Assert.Equal(56_500, _tried[0].Load);
    }

    private Task<CapacityBounds> Search(Func<double, bool> carries, bool generators = false, double[]? from = null) =>
        Search((load, _) => carries(load), generators, from);

    private Task<CapacityBounds> Search(Func<double, bool, bool> carries, bool generators = false, double[]? from = null)
    {
        var plan = new SearchPlan(LoadKind.Rate, Start: 200, Least: 1, Most: 1_000_000, Precision: 0.1, Repeats: 1);
        return new CapacitySearch(plan, (load, full) =>
        {
            _tried.Add((load, full));
            return Task.FromResult(new TrialJudgement(load, full, carries(load, full) ? [] : ["too much"], generators && !carries(load, full), Outcomes.Good, 0, null));
        }).FindAsync(from ?? []);
    }
}
