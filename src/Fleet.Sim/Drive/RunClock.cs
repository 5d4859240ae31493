namespace Fleet.Sim.Drive;

/// <summary>The time since the start of a run, from a clock that never jumps. The start may be ahead: until then the time is below zero.</summary>
internal sealed class RunClock
{
    /// <summary>What it shows while nobody has said when the start is.</summary>
    private static readonly TimeSpan LongBefore = -TimeSpan.FromDays(1);

    private volatile Beginning? _begins;

    private RunClock(TimeProvider provider, Beginning? begins) => (Provider, _begins) = (provider, begins);

    public TimeProvider Provider { get; }

    public TimeSpan Now => _begins is { } start ? Provider.GetElapsedTime(start.Timestamp) : LongBefore;

    /// <summary>Starts here and now.</summary>
    public static RunClock Started(TimeProvider provider) => new(provider, new Beginning(provider.GetTimestamp(), provider.GetUtcNow()));

    /// <summary>Is told later when it starts.</summary>
    public static RunClock Waiting(TimeProvider provider) => new(provider, null);

    /// <summary>Says when it starts.</summary>
    /// <param name="timestamp">The provider's, at that moment.</param>
    /// <param name="shows">What the clients' clocks show then.</param>
    public void BeginAt(long timestamp, DateTimeOffset shows) => _begins = new Beginning(timestamp, shows);

    public TimeSpan At(long timestamp) => Provider.GetElapsedTime(_begins!.Timestamp, timestamp);

    /// <summary>What a client's own clock shows at a moment of the run.</summary>
    public DateTimeOffset WallAt(TimeSpan sinceStart) => _begins!.Shows + sinceStart;

    private sealed record Beginning(long Timestamp, DateTimeOffset Shows);
}
