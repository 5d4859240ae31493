using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>The pattern that a client holds.</summary>
/// <param name="Status">Young enough, or not.</param>
/// <param name="Version">Null if only the status was told.</param>
/// <param name="ReleasedAt">Null if only the status was told: then no sweep ages it.</param>
public sealed record HeldPattern(PatternStatus Status, string? Version = null, DateTimeOffset? ReleasedAt = null)
{
    /// <summary>What a client has that never told: up to date, of no known version.</summary>
    public static HeldPattern Default { get; } = new(PatternStatus.UpToDate);

    /// <summary>
    /// How much younger than the age a pattern has to be to be called young again: the clocks of two nodes differ a little, and it must not
    /// go back and forth between them.
    /// </summary>
    private static readonly TimeSpan MostMargin = TimeSpan.FromMinutes(1);

    /// <summary>When the pattern turns outdated; null if it is, or if its release is unknown.</summary>
    public DateTimeOffset? AgesAt(TimeSpan maxAge) => Status == PatternStatus.UpToDate ? ReleasedAt + maxAge : null;

    /// <summary>The status by its age; what it is if its release is unknown.</summary>
    public PatternStatus StatusAt(DateTimeOffset now, TimeSpan maxAge) => ReleasedAt is { } released ? Judge(released, now, maxAge) : Status;

    /// <summary>The status that it ought to have; null: the one that it has.</summary>
    public PatternStatus? JudgeAgain(DateTimeOffset now, TimeSpan maxAge)
    {
        var status = StatusAt(now, Status == PatternStatus.Outdated ? maxAge - Margin(maxAge) : maxAge);
        return status == Status ? null : status;
    }

    /// <summary>What is outdated and was released after this moment is young.</summary>
    public static DateTimeOffset YoungAfter(DateTimeOffset now, TimeSpan maxAge) => now - (maxAge - Margin(maxAge));

    /// <summary>Judges a told pattern at a moment of the server's clock. The age counts from the release, as an old file protects no better for being installed today.</summary>
    public static HeldPattern Judge(ReportedPattern told, DateTimeOffset now, TimeSpan maxAge) => told switch
    {
        ReportedPattern.OfStatus(var status) => new HeldPattern(status),
        ReportedPattern.OfRelease(var version, var releasedAt) =>
            new HeldPattern(Judge(releasedAt, now, maxAge), version, releasedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, "unknown way to tell a pattern"),
    };

    private static TimeSpan Margin(TimeSpan maxAge) => maxAge / 2 < MostMargin ? maxAge / 2 : MostMargin;

    private static PatternStatus Judge(DateTimeOffset releasedAt, DateTimeOffset now, TimeSpan maxAge) =>
        now - releasedAt >= maxAge ? PatternStatus.Outdated : PatternStatus.UpToDate;
}
