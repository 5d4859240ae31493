using System.Collections.Immutable;
using Fleet.Core.Tasks;

namespace Fleet.Actors.Tasks;

/// <summary>A task is so from now on; told by its actor.</summary>
/// <param name="Task">The task.</param>
/// <param name="Offset">Of the row that says so.</param>
internal sealed record TaskChanged(FleetTask Task, long Offset);

/// <summary>How the targets of a task stand: its actor decides what follows from that.</summary>
/// <param name="Task">The task.</param>
/// <param name="Figures">How they stand.</param>
internal sealed record TaskFound(TaskId Task, TaskFigures Figures);

/// <summary>Who the targets of a task are.</summary>
/// <param name="Targets">All, in order.</param>
internal sealed record TargetsFound(ImmutableArray<NewTarget> Targets);

/// <summary>Some targets of a task are durable.</summary>
internal sealed record PartWritten
{
    /// <summary>The only one.</summary>
    public static PartWritten Instance { get; } = new();
}
