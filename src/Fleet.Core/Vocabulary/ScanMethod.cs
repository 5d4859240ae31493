namespace Fleet.Core.Vocabulary;

/// <summary>Where a client looks patterns up.</summary>
public enum ScanMethod
{
    /// <summary>In pattern files on its own disk.</summary>
    Conventional = 1,

    /// <summary>At a Smart Protection Server.</summary>
    Smart = 2,
}
