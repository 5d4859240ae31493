using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet diff</c>.</summary>
internal static class DiffCommand
{
    private static readonly CsvTable<FleetDiff.ClientMoveJson> Moved = new(
        ("clientId", move => move.ClientId.Value), ("from", move => move.From?.Name), ("to", move => move.To?.Name));

    public static Command Create(CommonOptions common)
    {
        var from = MomentOption.Option("--from", $"The earlier moment: {MomentOption.Rule}.", common.Time);
        var to = MomentOption.Option("--to", "The later moment. Default: now.", common.Time);
        from.Required = true;
        var groups = FilterOption.Of(ClientFilters.Group, common.Time);
        var paging = new Paging();
        var command = new Command("diff", """
            Compares the fleet at two moments: the counts then and after, and which clients went from which icon to which.

            Examples:
              fleet diff --from -2h
              fleet diff --from "yesterday 14:00" --to 2026-03-02T08:00:00Z --group kiosk --all
            """)
        {
            from, to, groups.Option,
        };
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = groups.AddTo(new ApiQuestion("v1/fleet/diff"), asked.Parsed)
                .With("from", asked.Parsed.GetValue(from))
                .With("to", asked.Parsed.GetValue(to) ?? asked.Time.GetUtcNow());
            var view = AnswerView.Of<FleetDiff, FleetDiff.ClientMoveJson>(new DiffView(asked.Screen).Show, Moved, page => page.Items);
            return asked.ShowPages(question, paging, view with { Total = page => page.Moves.Sum(move => move.Count) }, cancel);
        });
        return command;
    }
}
