using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>The facts that an event changed, with their new values; null: as it was.</summary>
public sealed record ChangedFacts
{
    /// <summary>Nothing changed.</summary>
    public static ChangedFacts None { get; } = new();

    /// <summary>Null: as it was.</summary>
    public ScanMethod? ScanMethod { get; init; }

    /// <summary>Null: as it was.</summary>
    public HeldPattern? Pattern { get; init; }

    /// <summary>Null: as it was.</summary>
    public RealTimeScan? RealTimeScan { get; init; }

    /// <summary>Null: as it was, or reset by a change of <see cref="ScanMethod"/>.</summary>
    public SmartProtection? SmartProtection { get; init; }

    /// <summary>Null: as it was.</summary>
    public bool? Roaming { get; init; }

    /// <summary>Null: as it was.</summary>
    public GroupName? Group { get; init; }

    /// <summary>Which facts are set here.</summary>
    public Fact Which =>
        (ScanMethod is null ? 0 : Fact.ScanMethod)
        | (Pattern is null ? 0 : Fact.Pattern)
        | (RealTimeScan is null ? 0 : Fact.RealTimeScan)
        | (SmartProtection is null ? 0 : Fact.SmartProtection)
        | (Roaming is null ? 0 : Fact.Roaming)
        | (Group is null ? 0 : Fact.Group);
}
