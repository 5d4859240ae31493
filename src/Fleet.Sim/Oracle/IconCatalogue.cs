using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>The catalogue of icons as data, docs/icons.csv: which icon a client should show, by the table and not by the code that makes it.</summary>
public static class IconCatalogue
{
    private const string Any = "any";

    private static readonly Dictionary<(Connection, ScanMethod, PatternStatus, RealTimeScan, SmartProtection), string> Icons = Read();

    /// <summary>The name of the icon that a client should show.</summary>
    /// <exception cref="KeyNotFoundException">The table has no row for such a client.</exception>
    public static string Of(OracleClient client) => Icons[(client.Connection, client.ScanMethod, client.PatternStatus, client.RealTimeScan, client.SmartProtection)];

    private static Dictionary<(Connection, ScanMethod, PatternStatus, RealTimeScan, SmartProtection), string> Read()
    {
        using var reader = new StreamReader(typeof(IconCatalogue).Assembly.GetManifestResourceStream("icons.csv")!);
        var heads = reader.ReadLine()!.Split(',').ToList();
        var icons = new Dictionary<(Connection, ScanMethod, PatternStatus, RealTimeScan, SmartProtection), string>();
        while (reader.ReadLine() is { } line)
        {
            var row = line.Split(',');
            string Cell(string head) => row[heads.IndexOf(head)];
            foreach (var state in from connection in Meant<Connection>(Cell("connection"))
                                  from method in Meant<ScanMethod>(Cell("scan_method"))
                                  from pattern in Meant<PatternStatus>(Cell("pattern"))
                                  from scan in Meant<RealTimeScan>(Cell("real_time_scan"))
                                  from link in Meant<SmartProtection>(Cell("smart_protection"))
                                  select (connection, method, pattern, scan, link))
            {
                icons.Add(state, Cell("icon"));
            }
        }

        return icons;
    }

    private static IEnumerable<T> Meant<T>(string cell) where T : struct, Enum => Enum.GetValues<T>().Where(value => cell == Any || Words.Of(value) == cell);
}
