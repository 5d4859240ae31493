using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads numbers with units.</summary>
internal static partial class Units
{
    public const string DurationRule = "numbers with units from d to ms, the greatest first, such as 30s, 5m or 1h30m";
    public const string RateRule = "a number per s, min, h or d, such as 2/min or 0.5/h";
    public const string ShareRule = "a percentage with up to four decimals, such as 20% or 12.5%";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int MatchTimeout = 1_000;

    private static readonly string[] Names = ["d", "h", "m", "s", "ms"];
    private static readonly string[] RateNames = ["d", "h", "min", "s"];

    private static readonly TimeSpan[] Lengths =
        [TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1)];

    /// <summary>A duration of up to <see cref="ScenarioDefinition.MaxDuration"/>.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = DurationForm().Match(text);
        if (!match.Success || text.Length == 0)
            return false;
        for (var unit = 0; unit < Names.Length; unit++)
        {
            if (match.Groups[Names[unit]] is { Success: true } number)
                duration += Lengths[unit] * int.Parse(number.ValueSpan, NumberStyles.None);
        }

        return duration <= ScenarioDefinition.MaxDuration;
    }

    /// <summary>A duration as <see cref="TryDuration"/> reads it, rounded to milliseconds.</summary>
    public static string Text(TimeSpan duration)
    {
        var (text, rest) = (new StringBuilder(duration < TimeSpan.Zero ? "-" : ""), TimeSpan.FromMilliseconds(Math.Round(Math.Abs(duration.TotalMilliseconds))));
        for (var unit = 0; unit < Names.Length; unit++)
        {
            var number = rest.Ticks / Lengths[unit].Ticks;
            rest -= Lengths[unit] * number;
            if (number > 0)
                text.Append(CultureInfo.InvariantCulture, $"{number}{Names[unit]}");
        }

        return text.Length > 0 ? text.ToString() : "0s";
    }

    /// <summary>A rate above zero, per second.</summary>
    public static bool TryRate(string text, out decimal perSecond)
    {
        var match = RateForm().Match(text);
        perSecond = match.Success ? Number(match) / (long)Lengths[Array.IndexOf(RateNames, match.Groups["unit"].Value)].TotalSeconds : 0;
        return perSecond is > 0 and <= ReportLoad.MaxPerSecond;
    }

    /// <summary>A percentage; may be over 100%.</summary>
    public static bool TryShare(string text, out Share share)
    {
        var match = ShareForm().Match(text);
        share = match.Success ? new Share((int)(Number(match) * 10_000)) : default;
        return match.Success;
    }

    /// <summary>If the last letters are a unit spelt otherwise: the end of an error message that says so.</summary>
    public static string NearestUnit(string text)
    {
        var units = text.Contains('/', StringComparison.Ordinal) ? RateNames : Names;
        var letters = new string([.. text.Reverse().TakeWhile(char.IsAsciiLetter).Reverse()]);
        if (letters.Length == 0 || units.Contains(letters))
            return "";
        var unit = letters.StartsWith("mil", StringComparison.OrdinalIgnoreCase) || letters.StartsWith("ms", StringComparison.OrdinalIgnoreCase)
            ? units.FirstOrDefault(name => name == "ms")
            : units.FirstOrDefault(name => char.ToLowerInvariant(letters[0]) == name[0]);
        return unit is null ? "" : $"; did you mean '{text[..^letters.Length]}{unit}'?";
    }

    private static decimal Number(Match match) => decimal.Parse(match.Groups["number"].ValueSpan);

    [GeneratedRegex(@"\A((?<d>[0-9]{1,6})d)?((?<h>[0-9]{1,6})h)?((?<m>[0-9]{1,6})m(?!s))?((?<s>[0-9]{1,8})s)?((?<ms>[0-9]{1,9})ms)?\z", Options, MatchTimeout)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,9}(\.[0-9]{1,6})?)/(?<unit>s|min|h|d)\z", Options, MatchTimeout)]
    private static partial Regex RateForm();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,5}(\.[0-9]{1,4})?)%\z", Options, MatchTimeout)]
    private static partial Regex ShareForm();
}
