namespace Fleet.Core.Vocabulary;

/// <summary>The facts that a client reports, as a set.</summary>
[Flags]
public enum Fact
{
    /// <summary>No fact.</summary>
    None = 0,

    /// <summary>See <see cref="Vocabulary.ScanMethod"/>.</summary>
    ScanMethod = 1,

    /// <summary>Version and release, or status, of the pattern.</summary>
    Pattern = 2,

    /// <summary>See <see cref="Vocabulary.RealTimeScan"/>.</summary>
    RealTimeScan = 4,

    /// <summary>See <see cref="Vocabulary.SmartProtection"/>.</summary>
    SmartProtection = 8,

    /// <summary>Roaming mode.</summary>
    Roaming = 16,

    /// <summary>The group that the client belongs to.</summary>
    Group = 32,
}
