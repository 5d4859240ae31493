using System.CommandLine;
using System.Globalization;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Commands.Options;

/// <summary>Moments as an operator writes them.</summary>
internal static class MomentOption
{
    /// <summary>What an option that takes a moment takes.</summary>
    public const string Rule = "a time as in RFC 3339 (2026-03-02T08:00:00Z), how long ago (-2h, -30m, -1d), now, or a time of day (14:00, 14:00:30, yesterday, yesterday 14:00)";

    /// <summary>Seconds too: answers tell them.</summary>
    private static readonly string[] HourForms = ["HH:mm", "HH:mm:ss"];

    /// <summary>An option that takes a moment.</summary>
    public static Option<DateTimeOffset?> Option(string name, string description, TimeProvider time) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (TryParse(text, time, out var moment))
                return moment;
            result.AddError($"{name} takes {Rule}; '{text}' is not that.");
            return null;
        },
    };

    /// <summary>Reads a moment. Times of day are those of this machine's time zone.</summary>
    public static bool TryParse(string text, TimeProvider time, out DateTimeOffset moment)
    {
        if (Rfc3339.TryParse(text, out moment))
            return true;
        if (text == "now")
        {
            moment = time.GetUtcNow();
            return true;
        }

        if (TryAgo(text, out var ago))
        {
            moment = time.GetUtcNow() - ago;
            return true;
        }

        if (!TryDay(text, DateOnly.FromDateTime(time.GetLocalNow().Date), out var local))
            return false;
        moment = new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }

    private static bool TryAgo(string text, out TimeSpan ago)
    {
        ago = default;
        if (text.Length < 3 || text[0] != '-' || !int.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
            return false;
        ago = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(Math.Min(count, 36_500)),
            _ => TimeSpan.Zero,
        };
        return ago > TimeSpan.Zero;
    }

    private static bool TryDay(string text, DateOnly today, out DateTime local)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var day = words is ["yesterday", ..] ? today.AddDays(-1) : today;
        var hour = TimeOnly.MinValue;
        var isMoment = words switch
        {
            ["yesterday"] => true,
            ["yesterday", var of] => TryHour(of, out hour),
            [var of] => TryHour(of, out hour),
            _ => false,
        };
        local = day.ToDateTime(hour);
        return isMoment;
    }

    private static bool TryHour(string text, out TimeOnly hour) => TimeOnly.TryParseExact(text, HourForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out hour);
}
