namespace Fleet.Sim.Report;

/// <summary>How the process ends.</summary>
public enum SimExit
{
    /// <summary>All is well.</summary>
    Good = 0,

    /// <summary>An error that nobody expected: a defect of ours.</summary>
    Failed = 1,

    /// <summary>The command line, a scenario or a file cannot be used.</summary>
    BadUsage = 2,

    /// <summary>The service level objective was missed.</summary>
    SloMissed = 3,

    /// <summary>The generator was late or starved: the figures say nothing about the server.</summary>
    GeneratorInvalid = 4,

    /// <summary>The server's state differs from the oracle's.</summary>
    ServerDiffers = 5,

    /// <summary>A recording played again did not give the fleet that it should.</summary>
    ReplayDiverged = 6,

    /// <summary>No server answers.</summary>
    ServerUnreachable = 7,

    /// <summary>A comparison found something worse than before.</summary>
    Regression = 8,

    /// <summary>Something was still under way when the wait for it was over.</summary>
    NotSettled = 9,

    /// <summary>Ended from outside; the result is partial.</summary>
    Interrupted = 130,
}
