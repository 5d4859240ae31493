using Fleet.Core.Vocabulary;

namespace Fleet.Core.Icons;

/// <summary>The seed's three tables, row by row: 12 conventional and 6 smart icons a connection.</summary>
internal static class IconTable
{
    private static readonly (PatternStatus Pattern, SmartProtection? Link)[] ConventionalRows =
    [
        (PatternStatus.UpToDate, null),
        (PatternStatus.Outdated, SmartProtection.NotUsed),
        (PatternStatus.Outdated, SmartProtection.Connected),
        (PatternStatus.Outdated, SmartProtection.Disconnected),
    ];

    private static readonly SmartProtection[] SmartRows = [SmartProtection.Connected, SmartProtection.Disconnected];

    public static IEnumerable<Icon> Rows()
    {
        var number = 0;
        foreach (var connection in Enum.GetValues<Connection>())
        {
            var row = 0;
            foreach (var realTimeScan in Enum.GetValues<RealTimeScan>())
            {
                foreach (var (pattern, link) in ConventionalRows)
                    yield return new Icon(++number, ++row, connection, ScanMethod.Conventional, pattern, realTimeScan, link);
            }

            row = 0;
            foreach (var link in SmartRows)
            {
                foreach (var realTimeScan in Enum.GetValues<RealTimeScan>())
                    yield return new Icon(++number, ++row, connection, ScanMethod.Smart, null, realTimeScan, link);
            }
        }
    }

    public static string NameOf(Icon icon) => string.Concat(
        Words.Of(icon.Connection),
        "-" + Words.Of(icon.ScanMethod),
        icon.Pattern is { } pattern ? "-" + Words.Of(pattern) : "",
        "-rts-" + Words.Of(icon.RealTimeScan),
        icon.SmartProtection is { } link and not SmartProtection.NotUsed ? "-sps-" + Words.Of(link) : "");

    public static string TextOf(Icon icon)
    {
        var parts = new List<string>
        {
            icon.RealTimeScan switch
            {
                RealTimeScan.Enabled => "Real-time Scan runs",
                RealTimeScan.Disabled => "Real-time Scan is off",
                _ => "the Real-time Scan service does not run",
            },
        };
        if (icon.Pattern is { } pattern)
            parts.Add(pattern == PatternStatus.UpToDate ? "pattern current" : "pattern too old");
        if (icon.SmartProtection is { } link and not SmartProtection.NotUsed)
        {
            var server = icon.ScanMethod == ScanMethod.Smart ? "Smart Protection" : "Web Reputation";
            parts.Add(link == SmartProtection.Connected ? $"{server} reached" : $"{server} out of reach");
        }

        var connection = Words.Of(icon.Connection);
        return $"{char.ToUpperInvariant(connection[0])}{connection[1..]}, {Words.Of(icon.ScanMethod)} scan: {string.Join("; ", parts)}.";
    }
}
