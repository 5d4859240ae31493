using Fleet.Sim.Drive;

namespace Fleet.Sim.Reads;

/// <summary>What the readers of a run met.</summary>
/// <param name="Readers">How many there were.</param>
/// <param name="Asked">Questions that became due.</param>
/// <param name="Deferred">Times that one was refused for now, and asked again.</param>
/// <param name="Failed">Those that were refused for good, failed, or had no answer in time.</param>
/// <param name="IconChanges">Changes that the feed told them.</param>
/// <param name="FeedBreaks">Times that the feed broke or could not be had; each was resumed.</param>
/// <param name="Latency">From the moment a question was due to its answer; one that failed counts with what is waited for one.</param>
/// <param name="Visible">From an ack to the answer of a question that has to have what was acknowledged; as above.</param>
/// <param name="LastTrouble">What went wrong last, for a person; null if nothing did.</param>
public sealed record ReadFigures(
    int Readers, long Asked, long Deferred, long Failed, long IconChanges, long FeedBreaks, Distribution Latency, Distribution Visible, string? LastTrouble)
{
    /// <summary>Questions a second that a reader asks, beside those that look for what was acknowledged.</summary>
    public const double PaceOfEach = 1;

    /// <summary>What all of several lots of readers met: counts are summed and distributions added. Null: nobody read.</summary>
    public static ReadFigures? Of(IReadOnlyList<ReadFigures> parts) => parts.Count == 0 ? null : parts.Aggregate((sum, next) => new ReadFigures(
        sum.Readers + next.Readers, sum.Asked + next.Asked, sum.Deferred + next.Deferred, sum.Failed + next.Failed, sum.IconChanges + next.IconChanges, sum.FeedBreaks + next.FeedBreaks,
        sum.Latency.Plus(next.Latency), sum.Visible.Plus(next.Visible), sum.LastTrouble ?? next.LastTrouble));
}
