using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Store;

/// <summary>What one row of the journal does to tasks. The family is closed.</summary>
/// <param name="Offset">Of the row.</param>
/// <param name="RecordedAt">When it was written.</param>
public abstract record TaskChange(long Offset, DateTimeOffset RecordedAt)
{
    /// <summary>A task as a whole is so from then on.</summary>
    public sealed record OfWhole(long Offset, DateTimeOffset RecordedAt, FleetTask Task) : TaskChange(Offset, RecordedAt);

    /// <summary>Some of its targets were written.</summary>
    public sealed record OfPart(long Offset, DateTimeOffset RecordedAt, TaskId Task, TargetPart Targets) : TaskChange(Offset, RecordedAt);

    /// <summary>A task came to another state at a client.</summary>
    public sealed record OfStep(long Offset, DateTimeOffset RecordedAt, ClientId Client, DateTimeOffset At, ClientTask Task, string? Detail) : TaskChange(Offset, RecordedAt);
}
