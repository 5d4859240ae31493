using System.Globalization;

namespace Fleet.Host.Commands.Display;

/// <summary>Times for people: exact ones can be given back to <c>--at</c> as they are.</summary>
internal static class Times
{
    /// <summary>To the second, in UTC.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, in UTC: what tells neighbours in the journal apart.</summary>
    public static string Precise(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>The time of day alone, in UTC.</summary>
    public static string OfDay(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>When something has last changed that is told as it is now.</summary>
    public static string LastChange(DateTimeOffset time, DateTimeOffset now) => $"last change at {Exact(time)} ({Ago(time, now)})";

    /// <summary>How long ago, in the largest unit that leaves something to count.</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now)
    {
        var passed = now - time;
        // Two machines' clocks are never quite the same.
        if (passed < TimeSpan.FromSeconds(1))
            return "now";
        var (count, unit) = passed switch
        {
            { TotalMinutes: < 1 } => (passed.TotalSeconds, "s"),
            { TotalHours: < 1 } => (passed.TotalMinutes, "min"),
            { TotalDays: < 2 } => (passed.TotalHours, "h"),
            _ => (passed.TotalDays, "d"),
        };
        return $"{Math.Floor(count):0} {unit} ago";
    }
}
