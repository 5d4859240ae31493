using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>Some clients of a scenario's timeline, numbered anew from 0: what they do is what they do in the whole.</summary>
/// <param name="whole">The timeline.</param>
/// <param name="clients">Their indexes there, in order.</param>
public sealed class PartTimeline(ScenarioTimeline whole, IReadOnlyList<int> clients) : ITimeline
{
    /// <inheritdoc/>
    public string Scenario => whole.Scenario;

    /// <inheritdoc/>
    public long Seed => whole.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => whole.Length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } = [.. clients.Select(client => whole.Clients[client])];

    /// <inheritdoc/>
    public IReadOnlyList<TimedAct> Acts => whole.Acts;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        var places = new int[whole.Clients.Count];
        for (var place = 0; place < clients.Count; place++)
            places[clients[place]] = place;
        return whole.EventsOf(clients).Select(happened => happened with { Client = places[happened.Client] });
    }
}
