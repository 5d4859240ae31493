using Fleet.Journal.Stores;
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
