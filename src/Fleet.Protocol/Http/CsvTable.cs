using System.Globalization;
using System.Text;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Http;

/// <summary>
/// A table as comma-separated values (RFC 4180): lines that end with CR LF, the first one with the names of the columns; a value with a comma, a
/// quote or an end of line in it stands in quotes. A spreadsheet runs a text that begins like a formula, so such a one has an apostrophe before it.
/// </summary>
/// <param name="columns">The name of each column, and its value: a text, a number, a time, true or false, null for none.</param>
public sealed class CsvTable<T>(params IReadOnlyList<(string Name, Func<T, object?> Of)> columns)
{
    /// <summary>What a text begins with that a spreadsheet takes for a formula: also the wide signs of East Asian keyboards, and what it passes over.</summary>
    private const string FormulaSigns = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The first line.</summary>
    public string Head { get; } = Line(columns.Select(column => column.Name));

    /// <summary>The line of an item.</summary>
    public string Row(T item) => Line(columns.Select(column => Text(column.Of(item))));

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : new StringBuilder(cell).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text,
        DateTimeOffset time => Rfc3339.Text(time),
        bool flag => flag ? "true" : "false",
        // A number may begin with its sign: no spreadsheet does more than to show it.
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
