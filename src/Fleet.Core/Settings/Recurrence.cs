namespace Fleet.Core.Settings;

/// <summary>How often a scheduled update runs.</summary>
public enum Recurrence
{
    /// <summary>There is none.</summary>
    Never = 1,

    /// <summary>Each hour.</summary>
    Hour = 2,

    /// <summary>Each day.</summary>
    Day = 3,

    /// <summary>Each week.</summary>
    Week = 4,
}
