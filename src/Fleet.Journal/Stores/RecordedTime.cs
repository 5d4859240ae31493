namespace Fleet.Journal.Stores;

/// <summary>Times as the journal keeps them, in .NET ticks (UTC).</summary>
internal static class RecordedTime
{
    /// <summary>In whole milliseconds, as every time of the fleet is told: who asks for the moment of a row finds the row.</summary>
    public static long Ticks(DateTimeOffset time) => time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond);

    /// <summary>What is no time, as bits of it are damaged, is the nearest one: it must not keep the rows beside it from being read.</summary>
    public static DateTimeOffset Of(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
