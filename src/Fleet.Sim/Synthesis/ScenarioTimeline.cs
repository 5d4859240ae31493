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
        (Scenario, Options) = (scenario.Name, options);
        _plan = new TimelinePlan(scenario, options);
    }

    /// <inheritdoc/>
    public string Scenario { get; }

    /// <summary>What the run chose beside its scenario.</summary>
    public TimelineOptions Options { get; }

    /// <inheritdoc/>
    public long Seed => Options.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => _plan.Length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => _plan.Roster.Clients;

    /// <inheritdoc/>
    public IReadOnlyList<TimedAct> Acts => _plan.Acts.Timed;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events() => EventsOf(Enumerable.Range(0, Clients.Count));

    /// <summary>The same of some of its clients alone: it takes no longer than they do.</summary>
    /// <param name="clients">Their indexes.</param>
    public IEnumerable<TimelineEvent> EventsOf(IEnumerable<int> clients) => new ClientMerge(_plan).Events(clients);
}
