using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet changes</c>.</summary>
internal static class ChangesCommand
{
    public static Command Create(CommonOptions common)
    {
        var from = MomentOption.Option("--from", $"What was recorded after this moment: {MomentOption.Rule}.", common.Time);
        var to = MomentOption.Option("--to", "What was recorded until this moment. Default: now.", common.Time);
        from.Required = true;
        var filters = ClientFilters.Rows.Select(row => FilterOption.Of(row, common.Time)).ToList();
        var paging = new Paging();
        var command = new Command("changes", """
            Lists what changed between two moments: when, of which client, what, and why. Filters look at the client as it is
            after the change; fleet watch tells what happens from now on.

            Examples:
              fleet changes --from -5m
              fleet changes --from -1h --to -30m --group kiosk --connection offline --all --csv
            """)
        {
            from, to,
        };
        filters.ForEach(filter => command.Options.Add(filter.Option));
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = filters.Aggregate(new ApiQuestion("v1/changes"), (all, filter) => filter.AddTo(all, asked.Parsed))
                .With("from", asked.Parsed.GetValue(from))
                .With("to", asked.Parsed.GetValue(to) ?? asked.Time.GetUtcNow());
            var sheet = new Sheet(
                new Column("RECORDED (UTC)"),
                new Column("CLIENT"),
                new Column("GROUP") { Dispensable = 1 },
                new Column("CAUSE"),
                new Column("CHANGE") { Wraps = true },
                new Column("ICON") { Dispensable = 2 });
            var view = AnswerView.Of<HistoryJson, HistoryItemJson>(page => Show(page, sheet, asked.Screen), ChangeTexts.Table, page => page.Items);
            return asked.ShowPages(question, paging, view with { Nothing = "Nothing of that kind has happened." }, cancel);
        });
        return command;
    }

    private static void Show(HistoryJson page, Sheet sheet, Screen screen)
    {
        var items = page.Items.ToList();
        foreach (var item in items)
        {
            sheet.Add(
                new StyledText(Times.Precise(item.RecordedAt), Styles.Quiet), item.ClientId!.Value, item.Group!.Value, ChangeTexts.CauseOf(item), ChangeTexts.Of(item), Styles.Icon(item.Icon?.To));
        }

        if (items.Count > 0)
            sheet.Write(screen);
        foreach (var row in page.Damaged ?? [])
            screen.Note($"Row {row.Number} of {row.ClientId}, at offset {row.Offset}, recorded {Times.Precise(row.RecordedAt)}, cannot be read: {row.Reason}.");
    }
}
