namespace Fleet.Core.Settings;

/// <summary>What settings say of the scan method.</summary>
public enum ManagedMethod
{
    /// <summary>The client's own affair.</summary>
    Unmanaged = 1,

    /// <summary>Patterns on its own disk.</summary>
    Conventional = 2,

    /// <summary>Patterns at a Smart Protection Server.</summary>
    Smart = 3,
}
