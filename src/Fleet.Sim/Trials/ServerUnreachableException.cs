namespace Fleet.Sim.Trials;

/// <summary>A server that does not answer; the message says where, and what to do.</summary>
public sealed class ServerUnreachableException : Exception
{
    /// <summary>Without a reason.</summary>
    public ServerUnreachableException()
    {
    }

    /// <summary>With the whole message.</summary>
    public ServerUnreachableException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public ServerUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
