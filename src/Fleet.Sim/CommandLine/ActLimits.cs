using Fleet.Protocol.Recording;
using Fleet.Protocol.Tls;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>Where a scenario whose operator acts cannot be played, it is refused: no act is left out in silence.</summary>
internal static class ActLimits
{
    /// <summary>Of what plays no acts.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="limits">Where they cannot be played, whether that is so, and why, as the end of a sentence.</param>
    /// <exception cref="ScenarioException">There are acts, and it is so.</exception>
    public static void EnsureNone(ScenarioDefinition scenario, params IEnumerable<(bool IsSo, string Why)> limits)
    {
        if (!scenario.Acts.IsEmpty && limits.FirstOrDefault(limit => limit.IsSo).Why is { } why)
            throw new ScenarioException($"The operator of {scenario.Name} acts (settings, grants, tasks), and {why}.");
    }

    /// <summary>Of what plays no acts of a recording.</summary>
    /// <inheritdoc cref="EnsureNone(ScenarioDefinition, IEnumerable{ValueTuple{bool, string}})"/>
    public static void EnsureNone(RecordedTimeline recording, params IEnumerable<(bool IsSo, string Why)> limits)
    {
        if (recording.Acts.Count > 0 && limits.FirstOrDefault(limit => limit.IsSo).Why is { } why)
            throw new RecordingException($"An operator acts in this recording (settings, grants, tasks), and {why}.");
    }

    /// <summary>Acts reach everybody: the server has to be one that has nobody else.</summary>
    /// <exception cref="ScenarioException">It is not.</exception>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public static async Task EnsureAloneAsync(ITimeline timeline, Uri api, ServerTrust trust, CancellationToken cancel)
    {
        if (timeline.Acts.Count == 0)
            return;
        using var reader = new FleetReader(api, trust);
        if (await reader.HasGroupsAsync(cancel) || await reader.SaysSettingsAsync(cancel))
            throw new ScenarioException($"The operator of {timeline.Scenario} acts for the whole fleet, and the server at {api} has clients or settings of somebody else: nothing was sent. A host of its own has none (--own-host).");
    }
}
