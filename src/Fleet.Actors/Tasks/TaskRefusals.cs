using Fleet.Core.Clients;

namespace Fleet.Actors.Tasks;

/// <summary>Why something that is wanted of a task is not done.</summary>
internal static class TaskRefusals
{
    public static Refusal Unknown { get; } = new(RefusalCode.NotFound, "There is no such task.");

    public static Refusal IsMade { get; } = new(RefusalCode.Contradiction, "There is another task of this id.", "taskId");

    public static Refusal BeingMade { get; } =
        new(RefusalCode.Busy, "A task of this id is being made.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Refusal NotWritten { get; } =
        new(RefusalCode.Unavailable, "The journal did not take the task.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Refusal Damaged { get; } =
        new(RefusalCode.Unavailable, "The task's last row in the journal cannot be read: an operator has to look after it.", RetryAfter: TimeSpan.FromMinutes(1));

    /// <summary>It does not stand so that this can be done.</summary>
    public static Refusal NotNow(string why) => new(RefusalCode.Contradiction, why, "state");
}
