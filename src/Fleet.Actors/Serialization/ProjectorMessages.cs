using Fleet.ReadModel.Store;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>What the projector answers to those who ask from another node.</summary>
internal static class ProjectorMessages
{
    public static Messages.ReadModelStatus Write(ReadModelStatus status)
    {
        var message = new Messages.ReadModelStatus
        {
            Building = status.Building is { } building ? new Messages.Build { Generation = building.Generation, Offset = building.Offset } : null,
        };
        if (status.Offset is { } offset)
            message.Offset = offset;
        if (status.Generation is { } generation)
            message.Generation = generation;
        if (status.End is { } end)
            message.End = end;
        return message;
    }

    public static ReadModelStatus Read(Messages.ReadModelStatus message) => new(
        message.HasOffset ? message.Offset : null,
        message.HasGeneration ? message.Generation : null,
        message.HasEnd ? message.End : null,
        message.Building is null ? null : new BuildStatus(message.Building.Generation, message.Building.Offset));
}
