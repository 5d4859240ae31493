namespace Fleet.Core.Settings;

/// <summary>What settings say of Real-time Scan.</summary>
public enum ManagedScan
{
    /// <summary>The client's own affair.</summary>
    Unmanaged = 1,

    /// <summary>It is to be on.</summary>
    Enabled = 2,

    /// <summary>It is to be off.</summary>
    Disabled = 3,
}
