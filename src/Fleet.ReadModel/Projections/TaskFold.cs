using Fleet.Core.Clients;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Projections;

/// <summary>What the rows of a stretch do to tasks: each of them counts, not only a client's last one.</summary>
internal static class TaskFold
{
    /// <summary>A row may be one of tasks.</summary>
    public static bool IsMeant(in JournalEntry entry) => entry.Manifest is Manifests.TaskStepped or TaskRows.Whole or TaskRows.Part;

    /// <summary>Reads a row.</summary>
    /// <param name="entry">The row.</param>
    /// <returns>What it does; null: nothing, as it cannot be read.</returns>
    public static TaskChange? Of(in JournalEntry entry)
    {
        try
        {
            return entry.Manifest switch
            {
                TaskRows.Whole => new TaskChange.OfWhole(entry.Offset, entry.RecordedAt, TaskRows.Read(entry.Payload)),
                TaskRows.Part => new TaskChange.OfPart(entry.Offset, entry.RecordedAt, TaskRows.TaskOf(entry.Client), TaskRows.ReadPart(entry.Payload)),
                _ => entry.TryRead(out var row, out _) && row.Event is TaskStepped step
                    ? new TaskChange.OfStep(entry.Offset, entry.RecordedAt, row.Client, step.ObservedAt, step.Task, step.Detail)
                    : null,
            };
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }
}
