using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet clients</c>.</summary>
internal static class ClientsCommand
{
    public static Command Create(CommonOptions common)
    {
        var filters = ClientFilters.Rows.ToLookup(row => row.IsList, row => FilterOption.Of(row, common.Time));
        var sort = SortOption();
        var at = MomentOption.Option("--at", $"As they were then, by id: {MomentOption.Rule}.", common.Time);
        var paging = new Paging();
        var command = new Command("clients", """
            Lists clients, as they are or as they were. An option given twice means either; different options are all to hold.

            Examples:
              fleet clients --connection offline --real-time-scan stopped --sort -since
              fleet clients --condition pattern-outdated --condition real-time-scan-disabled --group kiosk
              fleet clients --offline-since -1d --needs-action operator --all --json
              fleet clients --search 7f3a
              fleet clients --at "yesterday 14:00" --connection offline --all --csv
            """);
        foreach (var option in (IEnumerable<Option>)[.. filters[false].Select(filter => filter.Option), at, sort, .. filters[true].Select(filter => filter.Option)])
            command.Options.Add(option);
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = filters[true].Concat(filters[false]).Aggregate(new ApiQuestion("v1/clients"), (all, filter) => filter.AddTo(all, asked.Parsed))
                .With("at", asked.Parsed.GetValue(at))
                .With("sort", asked.Parsed.GetValue(sort));
            var sheet = new ClientSheet(asked.Screen, asked.Parsed.GetValue(at) ?? asked.Time.GetUtcNow());
            var view = AnswerView.Of<ClientPageJson, ClientJson>(sheet.Show, ClientCsv.Table, page => page.Items) with { Total = page => page.Total, Nothing = "There are no such clients." };
            return asked.ShowPages(question, paging, view, cancel);
        });
        return command;
    }

    private static Option<string?> SortOption()
    {
        string[] sorts = [.. ClientsQuery.Sorts, .. ClientsQuery.Sorts.Select(sort => "-" + sort)];
        var option = new Option<string?>("--sort")
        {
            Description = $"By {string.Join(", ", ClientsQuery.Sorts)}; with - before it the other way round.",
            HelpName = "WORD",
        };
        option.CompletionSources.Add(sorts);
        return option;
    }
}
