using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>What became of the fleet: counts and moves once, then clients, page after page.</summary>
internal sealed class DiffView(Screen screen)
{
    private const int TwoIcons = 160;

    private readonly Sheet _clients = Moves(screen, new Column("CLIENT"));
    private long _count;

    public void Show(FleetDiff page)
    {
        if (_count == 0)
            ShowCounts(page);
        foreach (var item in page.Items)
            AddMove(_clients, item.ClientId.Value, item.From, item.To);
        _count += page.Items.Count;
        if (page.Items.Count > 0)
            _clients.Write(screen);
    }

    private static Sheet Moves(Screen screen, Column first) =>
        screen.Fits(TwoIcons) ? new Sheet(first, new Column("FROM"), new Column("TO")) : new Sheet(first, new Column("FROM → TO"));

    private void ShowCounts(FleetDiff page)
    {
        screen.WriteLine(new StyledText($"From {Times.Exact(page.From.At!.Value)} to {Times.Exact(page.To.At!.Value)}", Styles.Title), new StyledText($", offsets {page.From.Offset} to {page.To.Offset}", Styles.Quiet));
        screen.WriteLine();
        var counts = new Sheet(new Column(""), new Column("THEN") { Counts = true }, new Column("AFTER") { Counts = true }, new Column("CHANGE") { Counts = true });
        AddCount(counts, "clients", page.From.Total, page.To.Total);
        AddCounts(counts, page.From.ByConnection, page.To.ByConnection);
        AddCounts(counts, page.From.ByCondition, page.To.ByCondition);
        counts.Write(screen);
        screen.WriteLine();
        if (page.Moves.Count == 0)
        {
            screen.WriteLine("No client has another icon than before.");
            return;
        }

        var moves = Moves(screen, new Column("CLIENTS") { Counts = true });
        foreach (var move in page.Moves)
            AddMove(moves, $"{move.Count:N0}", move.From, move.To);
        moves.Write(screen);
        screen.WriteLine();
    }

    private void AddMove(Sheet sheet, string first, Icon? from, Icon? to)
    {
        if (screen.Fits(TwoIcons))
            sheet.Add(first, Styles.Icon(from), Styles.Icon(to));
        else
        {
            sheet.Add(first, Styles.Icon(from));
            sheet.Add("", Styles.Icon(to) with { Text = $"→ {to?.Name ?? "-"}" });
        }
    }

    private static void AddCounts<T>(Sheet sheet, IReadOnlyDictionary<T, long> then, IReadOnlyDictionary<T, long> after) where T : struct, Enum
    {
        foreach (var (key, count) in then)
            AddCount(sheet, Words.Of(key), count, after.GetValueOrDefault(key));
    }

    private static void AddCount(Sheet sheet, string what, long then, long after) =>
        sheet.Add(what, $"{then:N0}", $"{after:N0}", after == then ? Styles.Nothing : $"{after - then:+#,0;-#,0}");
}
