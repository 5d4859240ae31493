namespace Fleet.Sim.Workers;

/// <summary>A worker does not take orders from here: of another version, with another token, or an address at which there is none. The message names it and says what to do.</summary>
public sealed class WorkerRefusedException : Exception
{
    /// <summary>Without a reason.</summary>
    public WorkerRefusedException()
    {
    }

    /// <summary>With the whole message.</summary>
    public WorkerRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public WorkerRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
