namespace Fleet.Actors.Tests;

/// <summary>The clock of a machine that goes wrong by so much, or is set; what it measures is right.</summary>
/// <param name="by">How much.</param>
/// <param name="right">The right one; null: the system's.</param>
internal sealed class SkewedClock(TimeSpan by, TimeProvider? right = null) : TimeProvider
{
    private readonly TimeProvider _right = right ?? System;

    public TimeSpan By { get; set; } = by;

    public override long TimestampFrequency => _right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _right.GetUtcNow() + By;

    public override long GetTimestamp() => _right.GetTimestamp();
}
