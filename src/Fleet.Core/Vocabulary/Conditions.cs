namespace Fleet.Core.Vocabulary;

/// <summary>What calls for somebody's action. A set: a client can have several at once, and its icon may not show all.</summary>
[Flags]
public enum Conditions
{
    /// <summary>All is well.</summary>
    None = 0,

    /// <summary>The pattern is older than the configured age.</summary>
    PatternOutdated = 1,

    /// <summary>Real-time Scan is switched off.</summary>
    RealTimeScanDisabled = 2,

    /// <summary>The Real-time Scan service does not run.</summary>
    RealTimeScanStopped = 4,

    /// <summary>A conventional client cannot reach the server that hosts Web Reputation.</summary>
    WebReputationUnreachable = 8,

    /// <summary>A smart-scan client reaches no Smart Protection Server.</summary>
    SmartProtectionUnreachable = 16,

    /// <summary>Two machines use one client id. No report tells it, and no icon shows it.</summary>
    DuplicateIdentity = 32,
}
