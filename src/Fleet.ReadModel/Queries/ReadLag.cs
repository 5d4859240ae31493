namespace Fleet.ReadModel.Queries;

/// <summary>How far questions are behind the journal.</summary>
/// <param name="Offset">The last row that they see.</param>
/// <param name="Rows">How many rows are not visible yet; <see cref="MostRows"/>: so many, or more.</param>
/// <param name="Age">How old the oldest of those is.</param>
public readonly record struct ReadLag(long Offset, long Rows, TimeSpan Age)
{
    /// <summary>It is not counted further, which would take longer the more there are.</summary>
    public const int MostRows = 250_000;
}
