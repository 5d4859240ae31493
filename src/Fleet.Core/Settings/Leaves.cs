namespace Fleet.Core.Settings;

/// <summary>The single settings, each of which a level says or leaves to the one below. The numbers are stored.</summary>
[Flags]
public enum Leaves
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>realTimeScan</c>.</summary>
    RealTimeScan = 1,

    /// <summary><c>scanMethod</c>.</summary>
    ScanMethod = 2,

    /// <summary><c>privileges.roaming</c>.</summary>
    Roaming = 4,

    /// <summary><c>privileges.scheduledUpdate</c>.</summary>
    ScheduledUpdate = 8,

    /// <summary><c>updates.includeRoamingAndOffline</c>.</summary>
    IncludeRoamingAndOffline = 16,

    /// <summary><c>updates.sources</c>.</summary>
    Sources = 32,

    /// <summary><c>updates.schedule.every</c>.</summary>
    Every = 64,

    /// <summary><c>updates.schedule.at</c>.</summary>
    At = 128,

    /// <summary>All of them.</summary>
    All = 255,
}
