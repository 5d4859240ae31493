using Fleet.Actors.ReadModel.Projections;

namespace Fleet.Host.Http;

/// <summary>How far the read model is behind the journal, and how far its successor is if one is being built.</summary>
internal sealed record ReadModelJson(long? Offset, long? JournalEnd, int? Generation, ReadModelJson.BuildingJson? Building)
{
    public static ReadModelJson Of(ReadModelStatus status) => new(
        status.Offset,
        status.End,
        status.Generation,
        status.Building is { } building ? new BuildingJson(building.Generation, building.Offset) : null);

    internal sealed record BuildingJson(int Generation, long Offset);
}
