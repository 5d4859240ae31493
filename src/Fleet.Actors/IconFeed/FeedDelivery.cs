using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>What a reader is told next.</summary>
/// <param name="Changes">Icon changes, in the order of their offsets; often empty.</param>
/// <param name="Mark">What to be told after them.</param>
/// <param name="Offset">Of the mark: whoever resumes after it misses nothing and is told nothing twice.</param>
public readonly record struct FeedDelivery(IReadOnlyList<WatchedChange> Changes, FeedMark Mark, long Offset);

/// <summary>A word about the stream itself.</summary>
public enum FeedMark
{
    /// <summary>None.</summary>
    None,

    /// <summary>What had happened is told; live from here. Again when a reader that fell behind has caught up.</summary>
    CaughtUp,

    /// <summary>Nothing more that the filter lets through, up to here.</summary>
    Checkpoint,
}
