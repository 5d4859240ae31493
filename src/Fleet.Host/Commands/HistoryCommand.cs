using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet history</c>.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var at = MomentOption.Option("--at", $"Only what was recorded until then: {MomentOption.Rule}.", common.Time);
        var newest = new Option<bool>("--newest") { Description = "The latest change first." };
        var paging = new Paging();
        var command = new Command("history", """
            Lists every change of a client: what changed, why, when it was observed and when it was recorded.

            Examples:
              fleet history pc-1 --newest --limit 10
              fleet history pc-1 --at 2026-03-02T08:00:00Z
            """)
        {
            id, at, newest,
        };
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = ApiQuestion.About(asked.Parsed.GetValue(id)!, "history")
                .With("at", asked.Parsed.GetValue(at))
                .With("sort", asked.Parsed.GetValue(newest) ? "-offset" : null);
            var sheet = new Sheet(
                new Column("OFFSET") { Counts = true, Dispensable = 1 },
                new Column("RECORDED (UTC)"),
                new Column("OBSERVED (UTC)") { Dispensable = 3 },
                new Column("CAUSE"),
                new Column("CHANGE") { Wraps = true },
                new Column("ICON") { Dispensable = 2 });
            var view = AnswerView.Of<HistoryJson, HistoryItemJson>(page => Show(page, sheet, asked.Screen), ChangeTexts.Table, page => page.Items);
            return asked.ShowPages(question, paging, view with { Total = page => page.Total }, cancel);
        });
        return command;
    }

    private static void Show(HistoryJson page, Sheet sheet, Screen screen)
    {
        var items = page.Items.ToList();
        foreach (var item in items)
        {
            sheet.Add(
                $"{item.Offset}",
                Times.Precise(item.RecordedAt),
                new StyledText(Times.Precise(item.ObservedAt), Styles.Quiet),
                ChangeTexts.CauseOf(item),
                ChangeTexts.Of(item),
                Styles.Icon(item.Icon?.To));
        }

        if (items.Count > 0)
            sheet.Write(screen);
        else if (page.Damaged is null)
            screen.Note("Nothing had happened yet.");
        foreach (var row in page.Damaged ?? [])
            screen.Note($"Row {row.Number}, at offset {row.Offset}, recorded {Times.Precise(row.RecordedAt)}, cannot be read: {row.Reason}.");
    }
}
