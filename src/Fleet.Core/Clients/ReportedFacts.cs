using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>What a report tells, in absolute values. Null: not told.</summary>
public sealed record ReportedFacts
{
    /// <summary>A report that tells nothing.</summary>
    public static ReportedFacts None { get; } = new();

    /// <summary>Null: not told.</summary>
    public ScanMethod? ScanMethod { get; init; }

    /// <summary>Null: not told.</summary>
    public ReportedPattern? Pattern { get; init; }

    /// <summary>Null: not told.</summary>
    public RealTimeScan? RealTimeScan { get; init; }

    /// <summary>Null: not told.</summary>
    public SmartProtection? SmartProtection { get; init; }

    /// <summary>Null: not told.</summary>
    public bool? Roaming { get; init; }

    /// <summary>Null: not told.</summary>
    public GroupName? Group { get; init; }
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
