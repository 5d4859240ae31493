using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;

namespace Fleet.Sim.Tests;

/// <summary>Scenarios that ship, with a few dozen clients.</summary>
internal static class SmallFleet
{
    /// <summary>
    /// Of all clients together, where a scenario has a rate that does not depend on how many there are: its 200 for ten thousand clients would be
    /// a quarter of a million reports of a few, all alike, among which the comings and goings are lost.
    /// </summary>
    private const decimal ReportsPerSecond = 10;

    /// <summary>The scenarios whose operator does nothing: those that can be played without a server.</summary>
    public static IEnumerable<string> WithoutActs => ScenarioLibrary.Names.Where(name => ScenarioLibrary.Load(name).Acts.IsEmpty);

    public static ScenarioTimeline Timeline(string name, TimelineOptions options)
    {
        var scenario = ScenarioLibrary.Load(name);
        return new ScenarioTimeline(scenario, scenario.Reports is null ? options : options with { ReportsPerSecond = ReportsPerSecond });
    }
}
