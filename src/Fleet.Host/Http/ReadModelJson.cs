using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Store;

namespace Fleet.Host.Http;

/// <summary>
/// How far the read model is behind the journal, how far its successor is if one is being built, where the journal took another one's place,
/// and which rows of it cannot be read.
/// </summary>
internal sealed record ReadModelJson(
    long? Offset, long? JournalEnd, int? Generation, ReadModelJson.BuildingJson? Building, SuccessionJson? Replaced, DamageJson? Damaged)
{
    public static ReadModelJson Of(ReadModelStatus status, SuccessionMark? replaced, DamageFound? damaged) => new(
        status.Offset,
        status.End,
        status.Generation,
        status.Building is { } building ? new BuildingJson(building.Generation, building.Offset) : null,
        replaced is null ? null : SuccessionJson.Of(replaced),
        DamageJson.Of(damaged));

    internal sealed record BuildingJson(int Generation, long Offset);
}

/// <summary>Where the journal took another one's place last.</summary>
/// <param name="Offset">It goes on from there.</param>
/// <param name="At">When that was.</param>
/// <param name="Cause">How: <c>restored</c> from a backup, or found <c>behind</c> its read model.</param>
/// <param name="Last">Offsets between that one and <paramref name="Offset"/> are of the journal that was; 0: all are.</param>
/// <param name="LastAt">When its row was recorded: acknowledged rows may be missing since then.</param>
/// <param name="MissingRows">Acknowledged rows that are missing, at least, where that is known.</param>
/// <param name="MissingUpTo">When the last of them was recorded, as far as is known.</param>
internal sealed record SuccessionJson(
    long Offset, DateTimeOffset At, string Cause, long Last, DateTimeOffset? LastAt, long MissingRows, DateTimeOffset? MissingUpTo)
{
    public static SuccessionJson Of(SuccessionMark mark) => new(
        mark.Offset, mark.RecordedAt, mark.How.Cause == ReplacementCause.Restored ? "restored" : "behind", mark.How.Last, mark.How.LastAt, mark.How.MissingRows, mark.How.KnownAt);
}
