using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Model;

/// <summary>A task as a reader sees it.</summary>
/// <param name="Number">Names it in the tables: the offset of its first row.</param>
/// <param name="Task">The task.</param>
/// <param name="Counts">How its targets stand.</param>
/// <param name="Offset">Offset of its last row.</param>
public sealed record TaskRecord(long Number, FleetTask Task, TargetCounts Counts, long Offset);

/// <summary>A target of a task as a reader sees it.</summary>
/// <param name="Place">Its place among the targets, from 0.</param>
/// <param name="Client">The client.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempt">Which attempt; 1 before the first one, too.</param>
public sealed record TargetRecord(long Place, ClientId Client, TargetState State, int Attempt)
{
    /// <summary>Why it is in this state; null: the state says it.</summary>
    public TargetReason? Reason { get; init; }

    /// <summary>When it can be reached, if it could not be; null: it could, or no occasion will come, or nobody asked.</summary>
    public Occasion? Next { get; init; }

    /// <summary>What the client said of it last; null: nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Since when it is in this state, by the server's clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the attempt was sent last; null: it was not.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the client said that it began; null: it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Offset of the row that brought it to this state.</summary>
    public long Offset { get; init; }
}

/// <summary>A client's part in a task.</summary>
/// <param name="Task">The task as a whole.</param>
/// <param name="Target">How the client stands to it.</param>
/// <param name="Number">Names the task in the tables.</param>
public sealed record TargetOfTask(FleetTask Task, TargetRecord Target, long Number);

/// <summary>A target that waits, and whether its client can be reached by now.</summary>
/// <param name="Place">Its place among the targets.</param>
/// <param name="Client">The client.</param>
/// <param name="Connection">How the client stands to the server; null: there is no such client any more.</param>
public readonly record struct WaitingTarget(long Place, ClientId Client, Connection? Connection);

/// <summary>A target of which something becomes if nothing is heard.</summary>
/// <param name="DueAt">When, in milliseconds since the epoch.</param>
/// <param name="Client">The client.</param>
public readonly record struct DueTarget(long DueAt, string Client)
{
    /// <summary>Before every other.</summary>
    public static DueTarget First { get; } = new(long.MinValue, "");
}
