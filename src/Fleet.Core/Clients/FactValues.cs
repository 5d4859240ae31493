using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Values of facts. Null: none is told.</summary>
public abstract record FactValues
{
    /// <summary>Those of the facts that have few.</summary>
    public FactNumbers Numbers { get; init; }

    /// <summary>Null: not told.</summary>
    public ScanMethod? ScanMethod
    {
        get => Numbers.Word<ScanMethod>(Fact.ScanMethod);
        init => Numbers = Numbers.With(Fact.ScanMethod, value);
    }

    /// <summary>Null: not told.</summary>
    public RealTimeScan? RealTimeScan
    {
        get => Numbers.Word<RealTimeScan>(Fact.RealTimeScan);
        init => Numbers = Numbers.With(Fact.RealTimeScan, value);
    }

    /// <summary>Null: not told.</summary>
    public SmartProtection? SmartProtection
    {
        get => Numbers.Word<SmartProtection>(Fact.SmartProtection);
        init => Numbers = Numbers.With(Fact.SmartProtection, value);
    }

    /// <summary>Null: not told.</summary>
    public bool? Roaming
    {
        get => Numbers.Flag(Fact.Roaming);
        init => Numbers = Numbers.With(Fact.Roaming, value);
    }

    /// <summary>Null: not told.</summary>
    public GroupName? Group { get; init; }
}

/// <summary>What a report tells, in absolute values.</summary>
public sealed record ReportedFacts : FactValues
{
    /// <summary>A report that tells nothing.</summary>
    public static ReportedFacts None { get; } = new();

    /// <summary>Null: not told.</summary>
    public ReportedPattern? Pattern { get; init; }
}

/// <summary>The facts that an event changed, with their new values; null: as it was. A link that a change of scan method reset is null, too.</summary>
public sealed record ChangedFacts : FactValues
{
    /// <summary>Nothing changed.</summary>
    public static ChangedFacts None { get; } = new();

    /// <summary>Null: as it was.</summary>
    public HeldPattern? Pattern { get; init; }

    /// <summary>Which facts are set here.</summary>
    public Fact Which => Numbers.Which | (Pattern is null ? 0 : Fact.Pattern) | (Group is null ? 0 : Fact.Group);
}

/// <summary>A pattern as the client tells it: by its status, or by its release, of which the server tells the status by age.</summary>
public abstract record ReportedPattern
{
    private ReportedPattern()
    {
    }

    /// <summary>The client itself judged the age.</summary>
    public sealed record OfStatus(PatternStatus Status) : ReportedPattern;

    /// <summary>The server judges the age, now and by the sweep later.</summary>
    public sealed record OfRelease(string Version, DateTimeOffset ReleasedAt) : ReportedPattern
    {
        /// <summary>Characters that a version may have at most.</summary>
        public const int MaxVersionLength = 64;
    }
}
