namespace Fleet.Core.Tasks;

/// <summary>Why a target is in its state, where that is not said by the state. The numbers are those of the journal.</summary>
public enum TargetReason
{
    /// <summary>The client had no session.</summary>
    Offline = 1,

    /// <summary>The client was in roaming mode, with a session or without.</summary>
    Roaming = 2,

    /// <summary>The client does not know tasks: its hello did not name them.</summary>
    Unsupported = 3,

    /// <summary>The client had as many tasks under way as it may have.</summary>
    Busy = 4,

    /// <summary>An operator had the client forgotten.</summary>
    Forgotten = 5,

    /// <summary>The client was uninstalled.</summary>
    Uninstalled = 6,

    /// <summary>The client moved to another server.</summary>
    Moved = 7,

    /// <summary>The client lost its memory, and began a new epoch.</summary>
    ReImaged = 8,

    /// <summary>An operator cancelled the task.</summary>
    TaskCancelled = 9,

    /// <summary>The task was aborted, as too many of its targets failed.</summary>
    TaskAborted = 10,

    /// <summary>The attempt before failed.</summary>
    AttemptFailed = 11,

    /// <summary>The attempt before was not done in time.</summary>
    AttemptTimedOut = 12,
}
