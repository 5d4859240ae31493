using System.Globalization;
using System.Text;

namespace Fleet.Sim.Report;

/// <summary>A table as CSV (RFC 4180): a line of names, a line a row; numbers with a point, and an empty cell where there is no value.</summary>
/// <param name="name">Of the file, without its ending.</param>
/// <param name="columns">Heads of the columns.</param>
internal sealed class CsvTable(string name, params IReadOnlyList<string> columns)
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    private readonly List<IReadOnlyList<object?>> _rows = [columns];

    /// <summary>Adds a row, a cell a column.</summary>
    public void Add(params IReadOnlyList<object?> cells) => _rows.Add(cells);

    /// <summary>Writes it into a folder, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public void Write(string folder)
    {
        var text = new StringBuilder();
        foreach (var row in _rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        ResultFile.WriteText(Path.Combine(folder, $"{name}.csv"), text.ToString(), "--csv");
    }

    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.IndexOfAny(Special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
