namespace Fleet.Core.Tasks;

/// <summary>How a task as a whole stands. The numbers are those of the journal.</summary>
public enum TaskState
{
    /// <summary>Its targets are sent it, one after the other.</summary>
    Running = 1,

    /// <summary>An operator has it wait.</summary>
    Paused = 2,

    /// <summary>A wave is over, and an operator has to approve the next one.</summary>
    WaitingForApproval = 3,

    /// <summary>Too many of its targets failed: nobody else is sent it.</summary>
    Aborted = 4,

    /// <summary>An operator ended it: nobody else is sent it.</summary>
    Cancelled = 5,

    /// <summary>Every target has come to an end.</summary>
    Done = 6,
}
