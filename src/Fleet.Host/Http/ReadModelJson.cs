using Fleet.Actors.Journal.Stores;
using Fleet.Actors.ReadModel.Projections;

namespace Fleet.Host.Http;

/// <summary>How far the read model is behind the journal, how far its successor is if one is being built, and where the journal took another one's place.</summary>
internal sealed record ReadModelJson(long? Offset, long? JournalEnd, int? Generation, ReadModelJson.BuildingJson? Building, SuccessionJson? Replaced)
{
    public static ReadModelJson Of(ReadModelStatus status, SuccessionMark? replaced) => new(
        status.Offset,
        status.End,
        status.Generation,
        status.Building is { } building ? new BuildingJson(building.Generation, building.Offset) : null,
        replaced is null ? null : SuccessionJson.Of(replaced));

    internal sealed record BuildingJson(int Generation, long Offset);
}
