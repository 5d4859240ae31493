using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fleet.Core.Settings;

/// <summary>When within an hour, a day or a week a scheduled update runs, in UTC: <c>:15</c>, <c>12:00</c> or <c>mon 12:00</c>.</summary>
/// <remarks>Its form tells which of the three it is of.</remarks>
public sealed record UpdateTime
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;
    private const int Week = 7 * Day;

    /// <summary>A Monday, 00:00.</summary>
    private static readonly DateTimeOffset Monday = new(1970, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private readonly int _minute;

    private UpdateTime(Recurrence every, int minute) => (Every, _minute) = (every, minute);

    /// <summary>What it takes, for error messages.</summary>
    public static string Rule => "a time in UTC: :15 where every is hour, 12:00 where it is day, mon 12:00 where it is week";

    /// <summary>The same as a regular expression, for machines.</summary>
    public static string Pattern => "^(:[0-5][0-9]|((mon|tue|wed|thu|fri|sat|sun) )?([01][0-9]|2[0-3]):[0-5][0-9])$";

    /// <summary>What it is a time of.</summary>
    public Recurrence Every { get; }

    private int Period => Every switch { Recurrence.Hour => Hour, Recurrence.Day => Day, _ => Week };

    /// <summary>Reads a time; false if the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UpdateTime? time)
    {
        time = text switch
        {
            [':', _, _] when Number(text.AsSpan(1), Hour) is { } minute => new UpdateTime(Recurrence.Hour, minute),
            [_, _, ':', _, _] when InDay(text) is { } minute => new UpdateTime(Recurrence.Day, minute),
            [_, _, _, ' ', _, _, ':', _, _] when Array.IndexOf(Days, text[..3]) is >= 0 and var day && InDay(text.AsSpan(4)) is { } minute =>
                new UpdateTime(Recurrence.Week, (day * Day) + minute),
            _ => null,
        };
        return time is not null;
    }

    /// <summary>Reads a time.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static UpdateTime Parse(string text) => TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is no time of an update: it takes {Rule}.");

    /// <summary>The first such time after a moment.</summary>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        var period = TimeSpan.FromMinutes(Period);
        var begun = Math.Floor((moment - Monday) / period);
        var at = Monday + (begun * period) + TimeSpan.FromMinutes(_minute);
        return at > moment ? at : at + period;
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        var (hour, minute) = (_minute % Day / Hour, _minute % Hour);
        return Every switch
        {
            Recurrence.Hour => $":{minute:00}",
            Recurrence.Day => $"{hour:00}:{minute:00}",
            _ => $"{Days[_minute / Day]} {hour:00}:{minute:00}",
        };
    }

    private static int? InDay(ReadOnlySpan<char> text) =>
        text[2] == ':' && Number(text[..2], 24) is { } hour && Number(text[3..], Hour) is { } minute ? (hour * Hour) + minute : null;

    private static int? Number(ReadOnlySpan<char> text, int below) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < below ? number : null;
}
