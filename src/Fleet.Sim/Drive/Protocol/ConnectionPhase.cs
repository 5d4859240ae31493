namespace Fleet.Sim.Drive.Protocol;

/// <summary>Where a virtual client stands with its server.</summary>
internal enum ConnectionPhase : byte
{
    /// <summary>Not connected, and not meant to be.</summary>
    Away,

    /// <summary>Meant to be connected: tries again after a while.</summary>
    Waiting,

    /// <summary>Hello is said, welcome is awaited.</summary>
    Opening,

    /// <summary>Welcomed.</summary>
    Online,

    /// <summary>Goodbye is said, the end of the stream is awaited.</summary>
    Parting,
}
