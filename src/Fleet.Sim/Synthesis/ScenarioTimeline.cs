using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// The timeline of a scenario: a pure function of the scenario and the options, to the last byte, on any machine. Memory
/// is some 200 bytes a client and does not grow with the length.
/// </summary>
public sealed class ScenarioTimeline : ITimeline
{
    private readonly TimelinePlan _plan;

    /// <summary>Makes a scenario ready for a run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ScenarioTimeline(ScenarioDefinition scenario, TimelineOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Clients ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Clients ?? 1, ScenarioDefinition.MaxClients, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Length ?? TimeSpan.MaxValue, TimeSpan.FromMilliseconds(1), nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Length ?? TimeSpan.Zero, ScenarioDefinition.MaxDuration, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ReportsPerSecond ?? 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ReportsPerSecond ?? 1, ReportLoad.MaxPerSecond, nameof(options));
        (Scenario, Seed) = (scenario.Name, options.Seed);
        _plan = new TimelinePlan(scenario, options);
    }

    /// <inheritdoc/>
    public string Scenario { get; }

    /// <inheritdoc/>
    public long Seed { get; }

    /// <inheritdoc/>
    public TimeSpan Length => _plan.Length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => _plan.Roster.Clients;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events() => new ClientMerge(_plan).Events();
}
