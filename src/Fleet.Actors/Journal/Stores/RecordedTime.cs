namespace Fleet.Actors.Journal.Stores;

/// <summary>Times as the journal keeps them, in .NET ticks (UTC).</summary>
internal static class RecordedTime
{
    /// <summary>In whole milliseconds, as every time of the fleet is told: who asks for the moment of a row finds the row.</summary>
    public static long Ticks(DateTimeOffset time) => time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond);

    public static DateTimeOffset Of(long ticks) => new(ticks, TimeSpan.Zero);
}
