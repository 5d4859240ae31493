using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>Some events of one client, out of another timeline.</summary>
internal sealed class ListTimeline(ITimeline from, (ClientId Id, GroupName Group) client, IReadOnlyList<TimelineEvent> events) : ITimeline
{
    public string Scenario => from.Scenario;

    public long Seed => from.Seed;

    /// <summary>Over with its last event, so that a shrunk one is short; what an operator does may come after it.</summary>
    public TimeSpan Length => from.Acts.Count > 0 ? from.Length : events.Count == 0 ? TimeSpan.Zero : events[^1].At;

    public IReadOnlyList<TimedAct> Acts => from.Acts;

    public bool TellsAll => from.TellsAll;

    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } = [client];

    public IEnumerable<TimelineEvent> Events() => events.Select((happened, i) => happened with { Client = 0, Number = i + 1 });
}
