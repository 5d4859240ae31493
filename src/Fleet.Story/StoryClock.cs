using System.Globalization;

namespace Fleet.Story;

/// <summary>Writes moments as they were read from a clock that day (UTC); where a recording has no day, as the time since its beginning.</summary>
/// <param name="start">The moment of time zero; the epoch: there is none.</param>
/// <param name="from">Where the story begins.</param>
/// <param name="to">Where it ends.</param>
public sealed class StoryClock(DateTimeOffset start, TimeSpan from, TimeSpan to)
{
    /// <summary>So short that minutes do not tell enough.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromHours(2);

    private readonly bool _hasDay = start != DateTimeOffset.UnixEpoch;
    private readonly string _time = to - from < Short ? "HH:mm:ss" : "HH:mm";

    /// <summary>Which times these are.</summary>
    public string About => _hasDay ? "UTC" : "since the beginning";

    /// <summary>From when to when, with the days.</summary>
    public string Whole => _hasDay ? $"{Day(from)} {Text(from, withDay: false)} to {(IsOneDay ? "" : Day(to) + " ")}{Text(to, withDay: false)} UTC" : $"{Text(from)} to {Text(to)} since the beginning";

    /// <summary>As RFC 3339; null: there is no day.</summary>
    public DateTimeOffset? Moment(TimeSpan at) => _hasDay ? start + at : null;

    /// <summary>A moment; with its day where there are several.</summary>
    public string Text(TimeSpan at) => Text(at, withDay: !IsOneDay);

    private bool IsOneDay => (start + from).UtcDateTime.Date == (start + to).UtcDateTime.Date;

    private string Text(TimeSpan at, bool withDay) => (withDay ? $"{(_hasDay ? Day(at) : $"day {(int)at.TotalDays + 1}")} " : "") + (start + at).UtcDateTime.ToString(_time, CultureInfo.InvariantCulture);

    private string Day(TimeSpan at) => (start + at).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
