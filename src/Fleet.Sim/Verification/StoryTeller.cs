using Fleet.Protocol.Recording;
using Fleet.Sim.InProcess;
using Fleet.Sim.Timeline;
using Fleet.Story;

namespace Fleet.Sim.Verification;

/// <summary>Plays a timeline to the rules themselves, and has a story made of it.</summary>
internal static class StoryTeller
{
    private const int LongestBody = 120;

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
        foreach (var act in timeline.Acts.Where(act => act.At >= from && act.At <= timeline.Length))
            log.Take(new StoryAct(act.At, Text(ActRequest.Of(act.Act))));
        return log.Tell();
    }

    private static string Text(ActRequest request) => $"An operator: {request.Method} {request.Path}" + request.Body switch
    {
        null => ".",
        { Length: > LongestBody } body => $" {body[..LongestBody]}…",
        var body => $" {body}.",
    };
}
