namespace Fleet.Core.Tasks;

/// <summary>A task as a whole. How its targets stand is not part of it: each client tells that.</summary>
/// <param name="Definition">What was asked for.</param>
/// <param name="CreatedAt">When, by the server's clock.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Targets">How many it has.</param>
public sealed record FleetTask(TaskDefinition Definition, DateTimeOffset CreatedAt, string By, long Targets)
{
    /// <summary>How many of its targets could not be reached when it was made, and were refused.</summary>
    public long TurnedAway { get; init; }

    /// <summary>Its targets are all written. Before that nobody is offered it, and nobody sees it.</summary>
    public bool IsMade { get; init; }

    /// <summary>How it stands.</summary>
    public TaskState State { get; init; } = TaskState.Running;

    /// <summary>The wave that it has come to, from 0.</summary>
    public int Wave { get; init; }

    /// <summary>Its time is over: nobody else is sent it.</summary>
    public bool IsExpired { get; init; }

    /// <summary>When it came to its end; null: it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From then on nobody is sent it.</summary>
    public DateTimeOffset ExpiresAt => CreatedAt + Definition.ExpiresAfter;

    /// <summary>Nothing more is done for it; what was sent may still come to its end.</summary>
    public bool IsEnded => State is TaskState.Aborted or TaskState.Cancelled or TaskState.Done;

    /// <summary>Targets may be offered it.</summary>
    public bool IsOffered => IsMade && State == TaskState.Running && !IsExpired;

    /// <summary>How many of the first targets are in the waves that have begun.</summary>
    public long Reached => Definition.Rollout.EndOf(Wave, Targets);

    /// <summary>What becomes of targets that it did not come to, or that wait; null: they may still be offered it.</summary>
    public Leftover? Leftover => State switch
    {
        TaskState.Cancelled => new Leftover(TargetState.Cancelled, TargetReason.TaskCancelled),
        TaskState.Aborted => new Leftover(TargetState.Cancelled, TargetReason.TaskAborted),
        _ => IsExpired ? new Leftover(TargetState.Expired, Reason: null) : null,
    };
}

/// <summary>What becomes of targets that a task leaves behind.</summary>
/// <param name="State">Their state.</param>
/// <param name="Reason">Why; null: the state says it.</param>
public sealed record Leftover(TargetState State, TargetReason? Reason);
