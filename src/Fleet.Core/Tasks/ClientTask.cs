using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>What a client knows of one task that it is a target of.</summary>
/// <param name="Task">The task.</param>
/// <param name="Kind">What it has the client do.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="State">How the attempt stands.</param>
/// <param name="ExpiresAt">From then on nobody is sent it.</param>
/// <param name="Timeout">How long an attempt may take from the moment at which it was sent last.</param>
/// <param name="Retries">How many attempts may follow the first one.</param>
public sealed record ClientTask(TaskId Task, TaskKind Kind, int Attempt, TargetState State, DateTimeOffset ExpiresAt, TimeSpan Timeout, int Retries)
{
    /// <summary>Why it is in this state; null: the state says it.</summary>
    public TargetReason? Reason { get; init; }

    /// <summary>When the attempt was sent last; null: it was not.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the client said that it began; null: it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The session that it was sent through last; null: it was not sent.</summary>
    public SessionId? Via { get; init; }

    /// <summary>When something becomes of it if nothing is heard; null: nothing does.</summary>
    public DateTimeOffset? Due => State switch
    {
        TargetState.Sent or TargetState.Started => SentAt + Timeout,
        TargetState.Queued or TargetState.Waiting => ExpiresAt,
        _ => null,
    };

    /// <summary>Another attempt may follow one that failed or was not done in time.</summary>
    public bool HasAnotherAttempt(DateTimeOffset now) => Attempt <= Retries && now < ExpiresAt;
}
