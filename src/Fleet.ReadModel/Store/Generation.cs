namespace Fleet.ReadModel.Store;

/// <summary>One set of tables, and how far into the journal it has come.</summary>
/// <param name="Number">Names the set: a rebuild makes a new one.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="Offset">The last journal row that it contains; 0: none.</param>
/// <param name="RecordedAt">When that row was written; null: there is none.</param>
/// <param name="Checkpoint">The last offset at which all counts were kept.</param>
public sealed record Generation(int Number, GenerationStage Stage, long Offset, DateTimeOffset? RecordedAt, long Checkpoint)
{
    /// <summary>The same set, when it has taken a batch in.</summary>
    public Generation After(ProjectionBatch batch) =>
        this with { Offset = batch.Offset, RecordedAt = batch.RecordedAt, Checkpoint = batch.IsCheckpoint ? batch.Offset : Checkpoint };
}

/// <summary>What a set of tables is for; the numbers are part of the schema.</summary>
public enum GenerationStage
{
    /// <summary>It is being filled, and nobody reads it.</summary>
    Building = 1,

    /// <summary>Queries are answered from it.</summary>
    Serving = 2,

    /// <summary>Another one has taken its place, and it is being dropped.</summary>
    Retired = 3,
}
