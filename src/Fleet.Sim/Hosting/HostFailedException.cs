namespace Fleet.Sim.Hosting;

/// <summary>A host of our own does not start, or does not live; the message says why.</summary>
public sealed class HostFailedException : Exception
{
    /// <summary>Without a reason.</summary>
    public HostFailedException()
    {
    }

    /// <summary>With the whole message.</summary>
    public HostFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public HostFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
