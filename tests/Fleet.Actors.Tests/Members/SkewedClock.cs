namespace Fleet.Actors.Tests.Members;

/// <summary>The clock of a machine that goes wrong by so much; what it measures is right.</summary>
internal sealed class SkewedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
