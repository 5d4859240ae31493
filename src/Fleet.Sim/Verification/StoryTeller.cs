using Fleet.Sim.InProcess;
using Fleet.Sim.Timeline;
using Fleet.Story;

namespace Fleet.Sim.Verification;

/// <summary>Plays a timeline to the rules themselves, and has a story made of it.</summary>
internal static class StoryTeller
{
    /// <summary>Plays a timeline, and tells it.</summary>
    /// <param name="timeline">What happened.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="from">The story begins here; what is before only brings the clients to where they were.</param>
    /// <param name="cancel">Ends it.</param>
    public static FleetStory Tell(ITimeline timeline, PlayRules rules, TimeSpan from, CancellationToken cancel)
    {
        var log = new StoryLog(from, timeline.Length);
        new InProcessPlay(timeline, rules, faults: null)
        {
            Touched = (at, client, state) => log.Take(
                at,
                timeline.Clients[client].Id,
                state.Exists && !state.Presence.HasLeft ? new ToldClient(state.Group, state.Connection, Troubles.Of(state.Connection, state.Presence.Cause, state.Conditions)) : null),
        }.Run(cancel);
        return log.Tell();
    }
}
