using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Timeline;

/// <summary>The beginning of a timeline: what was played of it when somebody ended the run.</summary>
/// <param name="whole">The timeline.</param>
/// <param name="played">How many of its events there are.</param>
/// <param name="length">When it is over.</param>
public sealed class CutTimeline(ITimeline whole, PlayedSteps played, TimeSpan length) : ITimeline
{
    /// <inheritdoc/>
    public string Scenario => whole.Scenario;

    /// <inheritdoc/>
    public long Seed => whole.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => whole.Clients;

    /// <summary>Those that were due by then.</summary>
    public IReadOnlyList<TimedAct> Acts => [.. whole.Acts.Where(act => act.At <= length)];

    /// <inheritdoc/>
    public bool TellsAll => whole.TellsAll;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        var (left, all) = (played.OfParts.ToArray(), played.OfParts.Sum());
        foreach (var happened in whole.Events())
        {
            if (all == 0)
                yield break;
            ref var own = ref left[played.Deal.PartOf(happened.Client)];
            if (own == 0)
                continue;
            (own, all) = (own - 1, all - 1);
            yield return happened;
        }
    }
}

/// <summary>How far a timeline was played: of each part that it was dealt out to, the first so many of its events.</summary>
/// <param name="Deal">Who had which clients.</param>
/// <param name="OfParts">How many events each of them played.</param>
/// <param name="Through">The moment of the timeline that was reached.</param>
public sealed record PlayedSteps(Deal Deal, IReadOnlyList<long> OfParts, TimeSpan Through)
{
    /// <summary>Played by one generator.</summary>
    public static PlayedSteps ByOne(long events, TimeSpan through) => new(Deal.Whole, [events], through);
}
