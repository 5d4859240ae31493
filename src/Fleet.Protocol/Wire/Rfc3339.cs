using System.Globalization;

namespace Fleet.Protocol.Wire;

/// <summary>Times in text: date, <c>T</c>, time to the second or finer, and an offset that is never left out (RFC 3339, section 5.6). Letters may be small.</summary>
public static class Rfc3339
{
    /// <summary>What an address takes for a time.</summary>
    public const string Rule = "a time as in RFC 3339, such as 2026-03-02T08:00:00Z";

    private static readonly string[] ToTheSecond = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd't'HH:mm:ss"];
    private const int SecondsEnd = 19;
    private const int OffsetLength = 6;

    /// <summary>A time in UTC, to the millisecond.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time and cuts it to whole milliseconds. There is no leap second in this calendar.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        var offsetStart = text.Length - (text is [.., 'Z' or 'z'] ? 1 : OffsetLength);
        if (offsetStart < SecondsEnd
            || !DateTime.TryParseExact(text[..SecondsEnd], ToTheSecond, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || !TryParseFraction(text[SecondsEnd..offsetStart], out var milliseconds)
            || !TryParseOffset(text[offsetStart..], out var offset))
        {
            return false;
        }

        var ticks = local.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond) - offset.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return false;
        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Nothing, or a point and at least one digit.</summary>
    private static bool TryParseFraction(ReadOnlySpan<char> text, out int milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length == 1 || text[1..].ContainsAnyExceptInRange('0', '9'))
            return false;
        for (var (i, unit) = (1, 100); i < text.Length && unit > 0; i++, unit /= 10)
            milliseconds += (text[i] - '0') * unit;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z")
            return true;
        if (text[0] is not ('+' or '-') || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out offset))
            return false;
        if (text[0] == '-')
            offset = -offset;
        return true;
    }
}
