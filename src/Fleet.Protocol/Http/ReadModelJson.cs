namespace Fleet.Protocol.Http;

/// <summary>
/// How far the read model is behind the journal, how far its successor is if one is being built, where the journal took another one's place,
/// and which rows of it cannot be read.
/// </summary>
public sealed record ReadModelJson(
    long? Offset, long? JournalEnd, int? Generation, ReadModelJson.BuildingJson? Building, SuccessionJson? Replaced, DamageJson? Damaged)
{
    /// <remarks>A set of tables that nobody reads yet, and the last row of the journal in it.</remarks>
    public sealed record BuildingJson(int Generation, long Offset);
}

/// <summary>Where the journal took another one's place last.</summary>
/// <param name="Offset">It goes on from there.</param>
/// <param name="At">When that was.</param>
/// <param name="Cause">How: <c>restored</c> from a backup, or found <c>behind</c> its read model.</param>
/// <param name="Last">Offsets between that one and <paramref name="Offset"/> are of the journal that was; 0: all are.</param>
/// <param name="LastAt">When its row was recorded: acknowledged rows may be missing since then.</param>
/// <param name="MissingRows">Acknowledged rows that are missing, at least, where that is known.</param>
/// <param name="MissingUpTo">When the last of them was recorded, as far as is known.</param>
public sealed record SuccessionJson(
    long Offset, DateTimeOffset At, string Cause, long Last, DateTimeOffset? LastAt, long MissingRows, DateTimeOffset? MissingUpTo);

/// <summary>The rows of the journal that the read model leaves out, as they cannot be read.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Latest">The last hundred of them, the last one first.</param>
public sealed record DamageJson(long Rows, IEnumerable<DamagedRowJson> Latest);

/// <summary>A row of the journal that cannot be read.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="ClientId">Whose row it is, as it stands there.</param>
/// <param name="Number">Its number among the client's rows, from 1.</param>
/// <param name="Reason">What is wrong with it: half a sentence, for people.</param>
public sealed record DamagedRowJson(long Offset, DateTimeOffset RecordedAt, string ClientId, long Number, string Reason);
