namespace Fleet.Host.Starting;

/// <summary>What a command ends with; the same numbers as the simulator's.</summary>
internal enum ExitCode
{
    /// <summary>It was done.</summary>
    Good = 0,

    /// <summary>The host refused or failed, or its store did.</summary>
    Failed = 1,

    /// <summary>The command line is wrong, here or in the eyes of the host, or a setting or a file that it names.</summary>
    BadUsage = 2,

    /// <summary>No host answers.</summary>
    Unreachable = 7,

    /// <summary>Ended by Ctrl+C.</summary>
    Interrupted = 130,

    /// <summary>Whoever read the output has left: what a process ends with that a closed pipe kills.</summary>
    PipeClosed = 141,
}
