using System.CommandLine;
using Fleet.ReadModel.Queries;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Answers;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;

namespace Fleet.Host.Commands;

/// <summary><c>fleet clients</c>.</summary>
internal static class ClientsCommand
{
    public static Command Create(CommonOptions common)
    {
        ChoiceOption[] filters =
        [
            ChoiceOption.Of<Connection>("--connection", "connection", "How it is connected"),
            ChoiceOption.Of<ScanMethod>("--scan-method", "scanMethod", "How it scans"),
            ChoiceOption.Of<PatternStatus>("--pattern", "pattern", "Its pattern"),
            ChoiceOption.Of<RealTimeScan>("--real-time-scan", "realTimeScan", "Its Real-time Scan"),
            ChoiceOption.Of<SmartProtection>("--smart-protection", "smartProtection", "Its link to Smart Protection"),
            ChoiceOption.Among("--icon", "icon", "Its icon, by name (docs/icons.md shows them).", [.. Icon.All.Select(icon => icon.Name)]),
            ChoiceOption.Of<Conditions>("--condition", "condition", "A condition that holds"),
            ChoiceOption.Groups(),
            ChoiceOption.Of<PresenceCause>("--presence-cause", "presenceCause", "Why it is present or not (clients that left are in only if this asks for them)"),
            ChoiceOption.Of<Need>("--needs-action", "needsAction", "Who has something to do about it (true: somebody, false: nobody)"),
        ];
        var offlineSince = MomentOption.Option("--offline-since", $"Offline since then or longer; also those that have never been online, whenever they were first heard of: {MomentOption.Rule}.", common.Time);
        var prefix = new Option<string?>("--prefix") { Description = "What the id begins with.", HelpName = "TEXT" };
        var sort = SortOption();
        var paging = new Paging();
        var command = new Command("clients", """
            Lists clients. An option given twice means either; different options are all to hold.

            Examples:
              fleet clients --connection offline --real-time-scan stopped --sort -since
              fleet clients --condition pattern-outdated --condition real-time-scan-disabled --group kiosk
              fleet clients --offline-since -1d --needs-action operator --all --json
            """)
        {
            offlineSince, prefix, sort,
        };
        foreach (var filter in filters)
            command.Options.Add(filter.Option);
        paging.AddTo(command);
        common.Does(command, (asked, cancel) =>
        {
            var question = filters.Aggregate(new ApiQuestion("v1/clients"), (all, filter) => filter.AddTo(all, asked.Parsed))
                .With("offlineSince", asked.Parsed.GetValue(offlineSince))
                .With("q", asked.Parsed.GetValue(prefix))
                .With("sort", asked.Parsed.GetValue(sort));
            var sheet = new ClientSheet(asked.Screen, asked.Time.GetUtcNow());
            return asked.ShowPages<ClientPageAnswer>(question, paging, sheet.Show, cancel);
        });
        return command;
    }

    private static Option<string?> SortOption()
    {
        string[] sorts = [.. QueryText.Sorts, .. QueryText.Sorts.Select(sort => "-" + sort)];
        var option = new Option<string?>("--sort")
        {
            Description = $"By {string.Join(", ", QueryText.Sorts)}; with - before it the other way round.",
            HelpName = "WORD",
        };
        option.CompletionSources.Add(sorts);
        return option;
    }
}
