using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>When a client that could not be reached can be: the kind of occasion. Source: the facts on connections.</summary>
public enum NextOccasion
{
    /// <summary>It connects again.</summary>
    Reconnect = 1,

    /// <summary>It leaves roaming mode; also of one that is away meanwhile.</summary>
    LeavesRoaming = 2,

    /// <summary>Its next scheduled update, for which it has the privilege.</summary>
    ScheduledUpdate = 3,
}

/// <summary>When a client that could not be reached can be.</summary>
/// <param name="Kind">The kind of occasion.</param>
/// <param name="At">When, by the server's clock; null: nobody knows.</param>
public sealed record Occasion(NextOccasion Kind, DateTimeOffset? At = null)
{
    /// <summary>The next occasion for a target that was refused, or waits; null: none will come by itself.</summary>
    /// <param name="kind">What the client is to do.</param>
    /// <param name="state">How the target stands.</param>
    /// <param name="reason">Why.</param>
    /// <param name="scheduledUpdate">The next update that the client, if it roams within reach, may fetch; null: none. Asked where that matters.</param>
    public static Occasion? Of(TaskKind kind, TargetState state, TargetReason? reason, Func<DateTimeOffset?> scheduledUpdate) => (state, reason, kind) switch
    {
        (not (TargetState.Refused or TargetState.Waiting), _, _) => null,
        (_, TargetReason.Offline, _) => new Occasion(NextOccasion.Reconnect),
        // Nobody who roams is sent a task; but its own update is all that this one would have it do.
        (_, TargetReason.Roaming, TaskKind.UpdateNow) when scheduledUpdate() is { } update => new Occasion(NextOccasion.ScheduledUpdate, update),
        (_, TargetReason.Roaming, _) => new Occasion(NextOccasion.LeavesRoaming),
        _ => null,
    };

    /// <summary>The next scheduled update of a client that roams with a session; null: it does not, or has none, or has not the privilege.</summary>
    /// <param name="connection">How it is connected.</param>
    /// <param name="hasSession">It can be reached.</param>
    /// <param name="inForce">What is in force for it.</param>
    /// <param name="now">The server's clock.</param>
    public static DateTimeOffset? ScheduledUpdateOf(Connection connection, bool hasSession, EffectiveSettings inForce, DateTimeOffset now) =>
        connection == Connection.Roaming && hasSession ? inForce.ScheduledUpdateAfter(now) : null;
}
