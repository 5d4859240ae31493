namespace Fleet.Core.Tasks;

/// <summary>What becomes of a task as a whole: by its targets, by time, and by what operators want.</summary>
public static class TaskRules
{
    private const string Ended = "The task has come to its end.";

    /// <summary>The task as it has to be now; the same one where nothing has changed.</summary>
    /// <param name="task">The task.</param>
    /// <param name="figures">How its targets stand.</param>
    /// <param name="now">The server's clock.</param>
    public static FleetTask Judge(FleetTask task, TaskFigures figures, DateTimeOffset now)
    {
        if (!task.IsMade || task.IsEnded)
            return task;
        if (figures.Counts.Open == 0)
            return task with { State = TaskState.Done, EndedAt = now };
        if (task.Definition.Rollout.Abort is { } abort && abort.IsDue(figures.Counts))
            return task with { State = TaskState.Aborted, EndedAt = now };
        if (!task.IsExpired && now >= task.ExpiresAt)
            return task with { IsExpired = true };
        return task.IsOffered && figures.WaveIsOver && task.Wave < task.Definition.Rollout.WaveCount - 1 ? NextWave(task) : task;
    }

    /// <summary>The task after what an operator wants of it; the same one where it is so already.</summary>
    /// <param name="task">The task.</param>
    /// <param name="order">What is wanted.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="refusal">Why it cannot be; null: it can.</param>
    public static FleetTask Follow(FleetTask task, TaskOrder order, DateTimeOffset now, out string? refusal)
    {
        refusal = (order, task.State) switch
        {
            (TaskOrder.Cancel, TaskState.Aborted or TaskState.Done) => Ended,
            (TaskOrder.Pause or TaskOrder.Resume or TaskOrder.Approve, TaskState.Aborted or TaskState.Cancelled or TaskState.Done) => Ended,
            (TaskOrder.Pause or TaskOrder.Resume, TaskState.WaitingForApproval) => "The task waits for its next wave to be approved.",
            (TaskOrder.Approve, TaskState.Running or TaskState.Paused) => "No wave of the task waits to be approved.",
            _ => null,
        };
        return refusal is not null ? task : (order, task.State) switch
        {
            (TaskOrder.Cancel, not TaskState.Cancelled) => task with { State = TaskState.Cancelled, EndedAt = now },
            (TaskOrder.Pause, TaskState.Running) => task with { State = TaskState.Paused },
            (TaskOrder.Resume, TaskState.Paused) => task with { State = TaskState.Running },
            (TaskOrder.Approve, TaskState.WaitingForApproval) => task with { State = TaskState.Running, Wave = task.Wave + 1 },
            _ => task,
        };
    }

    /// <summary>Who was refused, waits, expired or was cancelled neither holds the step up nor counts in it: an operator is asked where that was wanted, and nowhere else.</summary>
    private static FleetTask NextWave(FleetTask task) =>
        task.Definition.Rollout.NeedsApprovalAfter(task.Wave) ? task with { State = TaskState.WaitingForApproval } : task with { Wave = task.Wave + 1 };
}
