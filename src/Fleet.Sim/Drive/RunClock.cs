namespace Fleet.Sim.Drive;

/// <summary>The time since the start of a run, from a clock that never jumps.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public TimeProvider Provider => time;

    public TimeSpan Now => time.GetElapsedTime(_start);

    public TimeSpan At(long timestamp) => time.GetElapsedTime(_start, timestamp);

    /// <summary>What a client's own clock shows at a moment of the run.</summary>
    public DateTimeOffset WallAt(TimeSpan sinceStart) => _startedAt + sinceStart;
}
