using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>
/// A table of which no cell is ever cut off: where the terminal is too narrow, whole columns are left out. Without a
/// terminal it has all of them, and a line for each row.
/// </summary>
internal sealed class Sheet(params Column[] columns)
{
    private const int Gap = 2;
    private readonly int[] _widths = [.. columns.Select(column => Math.Max(column.Title.Length, column.Least))];
    private readonly List<StyledText[]> _rows = [];
    private List<int>? _shown;

    /// <summary>Adds a row, a cell for each column.</summary>
    public void Add(params StyledText[] row)
    {
        _rows.Add(row);
        for (var i = 0; i < columns.Length; i++)
            _widths[i] = Math.Max(_widths[i], row[i].Text.Length);
    }

    /// <summary>Writes the rows that came since the last time; the columns stay what they were then.</summary>
    public void Write(Screen screen)
    {
        var isFirst = _shown is null;
        _shown ??= Choose(screen);
        var table = new Table { Border = TableBorder.None, ShowHeaders = isFirst };
        foreach (var i in _shown)
        {
            var column = new TableColumn(new Text(columns[i].Title, Looks.Title)) { NoWrap = !columns[i].Wraps, Padding = new Padding(0, 0, i == _shown[^1] ? 0 : Gap, 0) };
            if (!columns[i].Wraps)
                column.Width = _widths[i];
            table.AddColumn(columns[i].Counts ? column.RightAligned() : column);
        }

        foreach (var row in _rows)
            table.AddRow(_shown.Select(i => new Text(row[i].Text, row[i].Look)));
        screen.Write(table);
        _rows.Clear();
    }

    /// <summary>The titles of the columns for which there was no room.</summary>
    public IEnumerable<string> LeftOut => _shown is null ? [] : columns.Where((_, i) => !_shown.Contains(i)).Select(column => column.Title);

    private List<int> Choose(Screen screen)
    {
        var chosen = Enumerable.Range(0, columns.Length).ToList();
        while (!screen.Fits(chosen.Sum(Least) + (Gap * (chosen.Count - 1))) && chosen.MaxBy(i => columns[i].Dispensable) is var i && columns[i].Dispensable > 0)
            chosen.Remove(i);
        return chosen;
    }

    /// <summary>The width that a column cannot do without.</summary>
    private int Least(int i) => columns[i].Wraps
        ? _rows.SelectMany(row => row[i].Text.Split(' ')).Append(columns[i].Title).Max(word => Math.Max(word.Length, columns[i].Least))
        : _widths[i];
}
