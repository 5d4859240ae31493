using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet summary</c>.</summary>
internal static class SummaryCommand
{
    private const int MostGroups = 20;
    private const int BarLength = 24;

    public static Command Create(Common common)
    {
        var groups = Choices.Groups();
        var at = Moment.Option("--at", $"As it was then: {Moment.Rule}.", common.Time);
        var command = new Command("summary", """
            Counts the fleet by connection, condition, icon and group, now or at a moment in the past.

            Examples:
              fleet summary
              fleet summary --group kiosk --at "yesterday 14:00"
            """)
        {
            groups.Option, at,
        };
        common.Does(command, (asked, cancel) => asked.Show<SummaryJson>(
            groups.AddTo(new Question("v1/fleet/summary"), asked.Parsed).With("at", asked.Parsed.GetValue(at)),
            summary => Show(summary, asked.Screen),
            cancel));
        return command;
    }

    private static void Show(SummaryJson summary, Screen screen)
    {
        screen.WriteLine(
            new Cell($"{summary.Total:N0} clients", Looks.Title), summary.At is { } at ? $" at {Times.Exact(at)}" : " now", new Cell($", offset {summary.Offset}", Looks.Quiet));
        var sheet = new Sheet(new Column(""), new Column("CLIENTS") { Counts = true }, new Column("SHARE") { Counts = true }, new Column("") { Dispensable = 1 });
        Add(sheet, screen, "CONNECTION", summary.ByConnection, summary.Total, Looks.Connection);
        Add(sheet, screen, "CONDITION", summary.ByCondition, summary.Total, word => word);
        Add(sheet, screen, "ICON", summary.ByIcon, summary.Total, Looks.Icon);
        var largest = summary.ByGroup.OrderByDescending(group => group.Value).Take(MostGroups).ToDictionary();
        Add(sheet, screen, "GROUP", largest, summary.Total, name => name);
        sheet.Write(screen);
        if (summary.ByGroup.Count > MostGroups)
            screen.Note($"These are the {MostGroups} largest of {summary.ByGroup.Count:N0} groups: --json has all of them.");
    }

    private static void Add(Sheet sheet, Screen screen, string title, IReadOnlyDictionary<string, long> counts, long total, Func<string, Cell> look)
    {
        sheet.Add("", "", "", "");
        sheet.Add(new Cell(title, Looks.Title), "", "", "");
        foreach (var (word, count) in counts)
        {
            var share = total == 0 ? 0 : (double)count / total;
            var bar = screen.Width is null ? "" : new string('█', (int)Math.Ceiling(share * BarLength));
            sheet.Add(look(word), $"{count:N0}", $"{share:P1}", look(word) with { Text = bar });
        }
    }
}
