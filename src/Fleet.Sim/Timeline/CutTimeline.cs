using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Timeline;

/// <summary>The beginning of a timeline: what was played of it when somebody ended the run.</summary>
/// <param name="whole">The timeline.</param>
/// <param name="count">How many of its events there are.</param>
/// <param name="length">When it is over.</param>
public sealed class CutTimeline(ITimeline whole, long count, TimeSpan length) : ITimeline
{
    /// <inheritdoc/>
    public string Scenario => whole.Scenario;

    /// <inheritdoc/>
    public long Seed => whole.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => whole.Clients;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        var left = count;
        foreach (var happened in whole.Events())
        {
            if (left-- == 0)
                yield break;
            yield return happened;
        }
    }
}
