namespace Fleet.Core.Tasks;

/// <summary>What becomes of a target that cannot be sent a task when its turn comes. The numbers are those of the journal.</summary>
public enum WhenUnreachable
{
    /// <summary>It is refused.</summary>
    Refuse = 1,

    /// <summary>It waits until the client is back, or the task expires.</summary>
    Keep = 2,
}
