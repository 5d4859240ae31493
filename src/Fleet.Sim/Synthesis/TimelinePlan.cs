using System.Collections.Immutable;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Chance;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>A scenario with a run's choices, made ready. Does not change: each reading of the timeline starts from it.</summary>
internal sealed class TimelinePlan
{
    private readonly long _seed;
    private readonly LifePlan[] _lives;
    private readonly ObserveFacts[] _firstTells;
    private readonly ImmutableArray<Act> _acts;

    public TimelinePlan(ScenarioDefinition scenario, TimelineOptions options)
    {
        _seed = options.Seed;
        Duration = WholeMicroseconds.Of(scenario.Duration);
        Length = options.Length ?? scenario.Duration;
        Scale = new Scale(Duration, WholeMicroseconds.Of(Length));
        Roster = new Roster(scenario.Populations, options.Clients ?? scenario.Clients);
        Patterns = new PatternBook(options.Patterns ?? (Length == scenario.Duration ? PatternForm.Release : PatternForm.Status), scenario.Storms);
        Storms = scenario.Storms;
        var pace = new PhasePace(scenario.Phases, Duration);
        _lives = [.. scenario.Populations.Select(population => new LifePlan(population, pace))];
        _firstTells = [.. scenario.Populations.Select(population => ReportCatalogue.First(population, Patterns.Of(PatternStatus.UpToDate, 0)))];
        _acts = scenario.Acts;
        Acts = new ActPlan(scenario, this);
        Intentions = Acts.Timed.Count == 0 ? null : new Intentions(this, scenario.Populations, pace);
        Reports = LoadOf(scenario, options) is { } load ? new ReportPlan(load, Roster.Clients.Count, _seed, pace) : null;
    }

    /// <summary>Of the scenario, in its own time.</summary>
    public long Duration { get; }

    /// <summary>Of the run.</summary>
    public TimeSpan Length { get; }

    public Scale Scale { get; }

    public Roster Roster { get; }

    public PatternBook Patterns { get; }

    public ImmutableArray<Storm> Storms { get; }

    /// <summary>What the operator does.</summary>
    public ActPlan Acts { get; }

    /// <summary>What clients will do about it; null: nothing, as the operator does nothing.</summary>
    public Intentions? Intentions { get; }

    /// <summary>When an act is done, in the scenario's time.</summary>
    public long MomentOf(int act) => WholeMicroseconds.Of(_acts[act].At);

    /// <summary>Null: there are no reports beside those of the lives.</summary>
    public ReportPlan? Reports { get; }

    public LifePlan LifeOf(int client) => _lives[Roster.PopulationOf(client)];

    public ObserveFacts FirstTellOf(int client) => _firstTells[Roster.PopulationOf(client)];

    public Draws Draws(int client, int purpose, int round) => new(_seed, client, purpose, round);

    /// <summary>The fleet's load. Its rate is one of the run, so in the scenario's time it is as much denser as that is shorter.</summary>
    /// <exception cref="ScenarioException">So many clients at that rate each are too much.</exception>
    private ReportLoad? LoadOf(ScenarioDefinition scenario, TimelineOptions options)
    {
        if (options.ReportsPerSecond is { } wanted)
            return Denser((scenario.Reports ?? new ReportLoad(ArrivalModel.Poisson, default, OfEach: false, default)) with { PerSecond = wanted, OfEach = false });
        if (scenario.Reports is not { OfEach: true } each)
            return scenario.Reports is { } all ? Denser(all) : null;
        var sum = each.PerSecond * Roster.Clients.Count;
        return sum <= ReportLoad.MaxPerSecond
            ? Denser(each with { PerSecond = sum, OfEach = false })
            : throw new ScenarioException($"{scenario.Name}: {Roster.Clients.Count:N0} clients make {sum:N0} reports a second at that rate-per-client; {ReportLoad.MaxPerSecond:N0} are taken at most.");

        ReportLoad Denser(ReportLoad load) => load with { PerSecond = load.PerSecond * Length.Ticks / scenario.Duration.Ticks };
    }
}
