namespace Fleet.ReadModel.Projections;

/// <summary>How the journal is projected.</summary>
/// <param name="BatchRows">
/// Rows that one transaction takes in at most. The further the projection is behind, the more rows of the same clients, and
/// changes of the same pages, come together in one: it catches up the faster.
/// </param>
/// <param name="CheckpointRows">All counts are kept whenever so many rows have come in: bounds the replay that a question about the past needs.</param>
/// <param name="BuildRows">
/// Rows that one transaction takes in while nothing is served yet, in batches of <paramref name="CheckpointRows"/>. Each checkpoint
/// writes to a page for each count that has changed, and thus to the same ones as the checkpoint before it.
/// </param>
public sealed record ProjectionOptions(int BatchRows, int CheckpointRows, int BuildRows)
{
    /// <summary>The largest batch takes a second or two at a million clients, and is met only by who is that far behind.</summary>
    public static ProjectionOptions Default { get; } = new(50_000, 5_000, 50_000);
}
