using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>A piece of the journal, for a reader.</summary>
/// <param name="Rows">How many rows it has; 0: the journal ends where it begins.</param>
/// <param name="UpTo">The offset of its last row; where it begins, if it has none.</param>
/// <param name="Changes">The wanted icon changes in it.</param>
/// <param name="ReplacedAt">The last offset in it at which this journal took another one's place; null: none.</param>
internal readonly record struct FeedStretch(int Rows, long UpTo, IReadOnlyList<WatchedChange> Changes, long? ReplacedAt = null);
