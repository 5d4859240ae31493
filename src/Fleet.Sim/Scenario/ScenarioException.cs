namespace Fleet.Sim.Scenario;

/// <summary>A scenario that cannot be read; the message begins with file, line and column and says what is taken there.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Without a reason.</summary>
    public ScenarioException()
    {
    }

    /// <summary>With the whole message.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
