namespace Fleet.Sim.CommandLine;

/// <summary>Options that can be read, and together cannot be used; the message says which and why.</summary>
public sealed class BadUsageException : Exception
{
    /// <summary>Without a reason.</summary>
    public BadUsageException()
    {
    }

    /// <summary>With the whole message.</summary>
    public BadUsageException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public BadUsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
