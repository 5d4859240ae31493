namespace Fleet.Sim.Synthesis;

/// <summary>Generated time is counted in whole microseconds.</summary>
internal static class WholeMicroseconds
{
    public static long Of(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeSpan ToTime(long microseconds) => new(microseconds * TimeSpan.TicksPerMicrosecond);
}
