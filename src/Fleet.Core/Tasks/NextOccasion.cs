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

/// <summary>Tells occasions.</summary>
public static class NextOccasions
{
    /// <summary>The next occasion for a target that was refused, or waits; null: none will come by itself.</summary>
    public static NextOccasion? Of(TargetState state, TargetReason? reason) => (state, reason) switch
    {
        (TargetState.Refused or TargetState.Waiting, TargetReason.Offline) => NextOccasion.Reconnect,
        (TargetState.Refused or TargetState.Waiting, TargetReason.Roaming) => NextOccasion.LeavesRoaming,
        _ => null,
    };
}
