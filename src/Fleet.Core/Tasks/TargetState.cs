namespace Fleet.Core.Tasks;

/// <summary>How one client stands to one task: in exactly one of these at any moment. The numbers are those of the journal and of the wire.</summary>
public enum TargetState
{
    /// <summary>Its turn has not come; or an attempt failed, and the turn of the next one has not come.</summary>
    Queued = 1,

    /// <summary>It could not be reached, and was not kept for later.</summary>
    Refused = 2,

    /// <summary>It could not be reached, and is kept until it is back.</summary>
    Waiting = 3,

    /// <summary>The client was sent it, and has not said that it began.</summary>
    Sent = 4,

    /// <summary>The client said that it began.</summary>
    Started = 5,

    /// <summary>The client said that it is done.</summary>
    Succeeded = 6,

    /// <summary>The client said that it could not do it.</summary>
    Failed = 7,

    /// <summary>The client said that it will not do it.</summary>
    Rejected = 8,

    /// <summary>The client did not come to an end of it in time.</summary>
    TimedOut = 9,

    /// <summary>The task's time was over before the client was sent it.</summary>
    Expired = 10,

    /// <summary>The task, or the client, was gone before it came to an end.</summary>
    Cancelled = 11,
}
