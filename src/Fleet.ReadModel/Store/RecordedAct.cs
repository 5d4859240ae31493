namespace Fleet.ReadModel.Store;

/// <summary>What an operator did, as a row of the journal tells it.</summary>
/// <param name="Offset">Of the row.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Target">What was changed: the id of a client, or the name of something else, which begins with a slash.</param>
/// <param name="By">Who did it; null: the row is from before rows told that.</param>
/// <param name="Address">Where the request came from; null: the row does not tell.</param>
/// <param name="What">A word.</param>
/// <param name="Before">A short text in JSON; null: nothing, or the row does not tell.</param>
/// <param name="After">The same.</param>
public sealed record RecordedAct(long Offset, DateTimeOffset RecordedAt, string Target, string? By, string? Address, string What, string? Before, string? After);

/// <summary>Which acts, in which order, from where.</summary>
/// <param name="Above">Only offsets above this one.</param>
/// <param name="Below">Only offsets below this one.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ActScan(long Above, long Below, int Limit)
{
    /// <summary>Only of these; empty: of all.</summary>
    public IReadOnlyCollection<string> Targets { get; init; } = [];

    /// <summary>The last one first.</summary>
    public bool Descending { get; init; }
}
