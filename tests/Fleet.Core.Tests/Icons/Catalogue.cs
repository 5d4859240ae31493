namespace Fleet.Core.Tests.Icons;

/// <summary>docs/icons.csv: the catalogue that the product is held to.</summary>
public static class Catalogue
{
    public static IReadOnlyList<CatalogueRow> Rows { get; } = [.. Lines().Skip(1).Select(Parse)];

    private static CatalogueRow Parse(string line) => line.Split(',') is [var number, var icon, var connection, var method, var pattern, var scan, var link, var row]
        ? new CatalogueRow(int.Parse(number), icon, connection, method, pattern, scan, link, int.Parse(row))
        : throw new FormatException($"not eight fields: {line}");

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(Catalogue).Assembly.GetManifestResourceStream("icons.csv")!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
