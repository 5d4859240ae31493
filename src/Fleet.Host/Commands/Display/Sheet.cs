using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>
/// A table of which no cell is ever cut off: where the terminal is too narrow, whole columns are left out, and then what is too
/// long for the first column gets a line of its own. Without a terminal it has all columns, and a line for each row.
/// </summary>
internal sealed class Sheet(params Column[] columns)
{
    private const int Gap = 2;
    private readonly int[] _widths = [.. columns.Select(column => Math.Max(column.Title.Length, column.Least))];
    private readonly List<StyledText[]> _rows = [];
    private List<int>? _shown;

    /// <summary>Adds a row, a cell for each column.</summary>
    public void Add(params StyledText[] row) => _rows.Add(row);

    /// <summary>Writes the rows that came since the last time; the columns stay what they were then.</summary>
    public void Write(Screen screen)
    {
        for (var i = 0; i < columns.Length; i++)
            _widths[i] = _rows.Select(row => screen.TextOf(row[i])).Select(text => columns[i].Wraps ? LongestWord(text) : text.Length).Append(_widths[i]).Max();
        var isFirst = _shown is null;
        _shown ??= Choose(screen);
        var first = _shown[0];
        var room = Room(screen);
        var table = Begin(room, withTitles: isFirst);
        foreach (var row in _rows)
        {
            var isLong = screen.TextOf(row[first]).Length > room;
            if (isLong)
            {
                Write(table, room, screen);
                screen.WriteLine(row[first]);
                table = Begin(room, withTitles: false);
            }

            table.AddRow(_shown.Select(i => isLong && i == first ? Text.Empty : new Text(screen.TextOf(row[i]), row[i].Look)));
        }

        Write(table, room, screen);
        _rows.Clear();
    }

    private List<int> Choose(Screen screen)
    {
        var chosen = Enumerable.Range(0, columns.Length).ToList();
        while (!screen.Fits(Width(chosen)) && chosen.MaxBy(i => columns[i].Dispensable) is var i && columns[i].Dispensable > 0)
            chosen.Remove(i);
        return chosen;
    }

    /// <summary>The width of the first column: what it needs, unless the others leave it less.</summary>
    private int Room(Screen screen)
    {
        var needed = _widths[_shown![0]];
        return screen.Fits(Width(_shown)) ? needed
            : Math.Clamp(screen.Width!.Value - Width(_shown) + needed, columns[_shown[0]].Title.Length, needed);
    }

    private Table Begin(int room, bool withTitles)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = withTitles };
        foreach (var i in _shown!)
        {
            var column = new TableColumn(new Text(columns[i].Title, Styles.Title)) { NoWrap = !columns[i].Wraps, Padding = new Padding(0, 0, i == _shown[^1] ? 0 : Gap, 0) };
            if (!columns[i].Wraps)
                column.Width = i == _shown[0] ? room : _widths[i];
            table.AddColumn(columns[i].Counts ? column.RightAligned() : column);
        }

        return table;
    }

    private void Write(Table table, int room, Screen screen)
    {
        if (table.Rows.Count > 0 || table.ShowHeaders)
            screen.Write(table, least: Width(_shown!) - _widths[_shown![0]] + room);
    }

    /// <summary>The width that these columns cannot do without.</summary>
    private int Width(List<int> chosen) => chosen.Sum(i => _widths[i]) + (Gap * (chosen.Count - 1));

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);
}
