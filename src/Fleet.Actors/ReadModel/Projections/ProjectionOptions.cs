namespace Fleet.Actors.ReadModel.Projections;

/// <summary>How the journal is projected.</summary>
/// <param name="BatchRows">Rows that one transaction takes in at most: bounds how long it holds the store and how long a stop waits.</param>
/// <param name="CheckpointRows">All counts are kept whenever so many rows have come in: bounds the replay behind a question about the past.</param>
internal sealed record ProjectionOptions(int BatchRows, int CheckpointRows)
{
    /// <summary>A batch takes about 100 ms at a million clients; a replay of one checkpoint's rows about as long.</summary>
    public static ProjectionOptions Default { get; } = new(4_000, 5_000);
}
