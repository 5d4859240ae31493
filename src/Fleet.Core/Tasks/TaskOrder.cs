namespace Fleet.Core.Tasks;

/// <summary>What an operator can do to a task that is there. The numbers go between nodes.</summary>
public enum TaskOrder
{
    /// <summary>End it: nobody else is sent it.</summary>
    Cancel = 1,

    /// <summary>Have it wait: what was sent goes on.</summary>
    Pause = 2,

    /// <summary>Have it go on.</summary>
    Resume = 3,

    /// <summary>Have its next wave begin.</summary>
    Approve = 4,
}
