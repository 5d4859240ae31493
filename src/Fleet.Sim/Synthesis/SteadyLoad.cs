using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// A scenario's people under a steady load: the populations live at their natural pace, all of them log in within the ramp, and
/// the whole fleet reports at one rate, whatever the scenario's own is. Without phases, storms and acts, as those would be the
/// load that is asked for times something else.
/// </summary>
/// <param name="Scenario">Whose populations and arrivals.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="PerSecond">Reports of the whole fleet in a second.</param>
/// <param name="Seed">Chooses what happens.</param>
internal sealed record SteadyLoad(ScenarioDefinition Scenario, int Clients, decimal PerSecond, long Seed)
{
    /// <summary>So many log in in a second.</summary>
    private const int LoginsPerSecond = 500;

    /// <summary>How long it takes until all are there.</summary>
    public TimeSpan Ramp => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((double)Clients / LoginsPerSecond)));

    /// <summary>The timeline of the ramp and of so much more.</summary>
    public ScenarioTimeline For(TimeSpan afterTheRamp)
    {
        var steady = Scenario with
        {
            Duration = Ramp + afterTheRamp,
            Phases = [],
            Storms = [],
            Acts = [],
            Populations = [.. Scenario.Populations.Select(people => people with { Life = people.Life.SetItem(Verb.Login, new Timing.WithinRange(TimeSpan.Zero, Ramp)) })],
        };
        return new ScenarioTimeline(steady, new TimelineOptions(Seed) { Clients = Clients, ReportsPerSecond = PerSecond });
    }
}
