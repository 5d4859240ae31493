namespace Fleet.Sim.Replay;

/// <summary>A clock that shows another time of day, and runs like the real one.</summary>
internal sealed class ShiftedClock(TimeProvider real, TimeSpan by) : TimeProvider
{
    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + by;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
