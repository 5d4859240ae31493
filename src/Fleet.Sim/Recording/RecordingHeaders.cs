using Fleet.Core.Clients;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Recording;

/// <summary>The first lines of this program's own recordings.</summary>
public static class RecordingHeaders
{
    /// <summary>Of a timeline of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="timeline">The timeline.</param>
    /// <param name="speed">How fast it was, or is to be, played.</param>
    /// <param name="startedAt">When that began; null: it was not played.</param>
    public static RecordingHeader Of(ScenarioDefinition scenario, ITimeline timeline, Speed speed, DateTimeOffset? startedAt) => new(
        startedAt is null ? RecordingSource.Scenario : RecordingSource.Run,
        scenario.Name,
        scenario.Hash,
        timeline.Seed,
        RecordingHeader.PhiloxAlgorithm,
        timeline.Clients.Count,
        startedAt ?? RunTime.Start,
        timeline.Length.Ticks / TimeSpan.TicksPerMicrosecond,
        speed.ToString(),
        ClientRules.Default.PatternMaxAge.Ticks / TimeSpan.TicksPerMicrosecond,
        ReImages: scenario.Storms.Any(storm => storm.Kind == StormKind.ReImage) && timeline.Events().Any(happened => happened.Step is ReImage),
        Managed: timeline.Acts.Count > 0);
}
