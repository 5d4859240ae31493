namespace Fleet.Sim.Scenario;

/// <summary>When something happens, counted from the moment at which it became possible.</summary>
public abstract record Timing
{
    private Timing()
    {
    }

    /// <summary>At random at a rate, written <c>2/h</c>: exponentially distributed. The phases' intensity scales it.</summary>
    public sealed record AtRate(TimeSpan Mean) : Timing;

    /// <summary>After a fixed time, written <c>5m</c>.</summary>
    public sealed record AfterDelay(TimeSpan Delay) : Timing;

    /// <summary>Evenly within two times, written <c>5m..40m</c>.</summary>
    public sealed record WithinRange(TimeSpan From, TimeSpan To) : Timing;

    /// <summary>Bell-shaped around a time and never further from it than the reach, written <c>8h +- 1h</c>.</summary>
    public sealed record AroundMiddle(TimeSpan Middle, TimeSpan Reach) : Timing;
}
