using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Timeline;

/// <summary>Everything that is going to happen, known before it does: generated from a scenario and a seed, or read from a recording.</summary>
public interface ITimeline
{
    /// <summary>Name of the scenario that it came from.</summary>
    string Scenario { get; }

    /// <summary>The seed that chose it.</summary>
    long Seed { get; }

    /// <summary>When it is over.</summary>
    TimeSpan Length { get; }

    /// <summary>Id and first group of each client, by index.</summary>
    IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; }

    /// <summary>What the operator does, in order of time. Only where there is something, clients take settings, or tasks.</summary>
    IReadOnlyList<TimedAct> Acts => [];

    /// <summary>Its clients tell all that they are by its events, what settings and tasks made of them as well: nothing follows beside them.</summary>
    bool TellsAll => false;

    /// <summary>The events in the order of (At, client's id, Number). May be read more than once, and is the same each time.</summary>
    IEnumerable<TimelineEvent> Events();
}
