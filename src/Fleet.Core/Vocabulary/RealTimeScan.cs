namespace Fleet.Core.Vocabulary;

/// <summary>Real-time Scan on the client.</summary>
public enum RealTimeScan
{
    /// <summary>Files are scanned as they are used.</summary>
    Enabled = 1,

    /// <summary>Switched off by a setting: the operator can switch it on again.</summary>
    Disabled = 2,

    /// <summary>Its service does not run, so no scan of any kind works: only the user can start it.</summary>
    Stopped = 3,
}
