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

    /// <summary>When the pattern turns outdated; null if it is, or if its release is unknown.</summary>
    public DateTimeOffset? AgesAt(TimeSpan maxAge) => Status == PatternStatus.UpToDate ? ReleasedAt + maxAge : null;

    /// <summary>Judges a told pattern at a moment of the server's clock. The age counts from the release, as an old file protects no better for being installed today.</summary>
    public static HeldPattern Judge(ReportedPattern told, DateTimeOffset now, TimeSpan maxAge) => told switch
    {
        ReportedPattern.OfStatus(var status) => new HeldPattern(status),
        ReportedPattern.OfRelease(var version, var releasedAt) =>
            new HeldPattern(now - releasedAt >= maxAge ? PatternStatus.Outdated : PatternStatus.UpToDate, version, releasedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, "unknown way to tell a pattern"),
    };
}
