namespace Fleet.Core.Tasks;

/// <summary>What the states of a target mean, and which one may follow which.</summary>
public static class TargetStates
{
    /// <summary>All, in the order of their numbers.</summary>
    public static IReadOnlyList<TargetState> All { get; } = Enum.GetValues<TargetState>();

    /// <summary>Something may still become of it.</summary>
    public static bool IsOpen(this TargetState state) => state is TargetState.Queued or TargetState.Waiting or TargetState.Sent or TargetState.Started;

    /// <summary>The client has been sent it, and has not come to an end.</summary>
    public static bool IsUnderWay(this TargetState state) => state is TargetState.Sent or TargetState.Started;

    /// <summary>It ended at the client: what abort and the step to the next wave are judged by.</summary>
    public static bool IsSettled(this TargetState state) =>
        state is TargetState.Succeeded or TargetState.Failed or TargetState.Rejected or TargetState.TimedOut;

    /// <summary>Whether a client may say that an attempt which stands so now stands otherwise.</summary>
    public static bool MayTell(TargetState now, TargetState told) => now switch
    {
        TargetState.Sent => told is TargetState.Started or TargetState.Succeeded or TargetState.Failed or TargetState.Rejected,
        TargetState.Started => told is TargetState.Succeeded or TargetState.Failed,
        _ => false,
    };

    /// <summary>Whether one state can follow another one of the same target, whoever brings it about.</summary>
    public static bool MayFollow(TargetState now, TargetState next) => now switch
    {
        TargetState.Queued => next is TargetState.Refused or TargetState.Waiting or TargetState.Sent or TargetState.Expired or TargetState.Cancelled,
        TargetState.Waiting => next is TargetState.Waiting or TargetState.Refused or TargetState.Sent or TargetState.Expired or TargetState.Cancelled,
        // Sent again in another session; queued for another attempt.
        TargetState.Sent => next is TargetState.Sent or TargetState.Queued or TargetState.TimedOut or TargetState.Cancelled || MayTell(now, next),
        TargetState.Started => next is TargetState.Queued or TargetState.TimedOut or TargetState.Cancelled || MayTell(now, next),
        _ => false,
    };
}
