using Fleet.Core.Vocabulary;
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
    /// <summary>Of a run: it knows by itself what its clients do.</summary>
    /// <exception cref="ScenarioException">There are acts, and several machines would have to.</exception>
    public static void EnsureNone(ScenarioDefinition scenario, bool byWorkers)
    {
        if (byWorkers && !scenario.Acts.IsEmpty)
            throw new ScenarioException($"The operator of {scenario.Name} acts (settings, grants, tasks), and workers do not tell what clients did about it: leave --workers out.");
    }

    /// <summary>Of what plays a recording to the rules alone.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="isCompared">A server is to have the fleet that the rules make of it.</param>
    /// <exception cref="RecordingException">There are acts of which the rules alone cannot tell what comes.</exception>
    public static void EnsurePlain(RecordedTimeline recording, bool isCompared)
    {
        if (recording.Acts.Count > 0 && isCompared)
            throw new RecordingException("An operator acts in this recording (settings, grants, tasks): which fleet a server has then depends on when it told each client, so it is not held against the rules (--api). replay judges it.");
        if (recording.Acts.Any(act => act.Act is OperatorAct.ChangeSettings { Target: Selection.Filtered { Query.Length: > 0 } } or OperatorAct.MakeTask { Task.Target: Selection.Filtered { Query.Length: > 0 } }))
            throw new RecordingException("An operator acts in this recording on clients that a filter finds, and only a server reads filters: replay it (--own-host).");
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
