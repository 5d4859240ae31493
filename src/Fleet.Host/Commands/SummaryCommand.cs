using System.CommandLine;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet summary</c>.</summary>
internal static class SummaryCommand
{
    private static readonly CsvTable<(string By, string Name, long Clients)> Counts = new(("by", count => count.By), ("name", count => count.Name), ("clients", count => count.Clients));

    private const int MostGroups = 20;
    private const int LongestBar = 24;
    private const int ShortestBar = 8;

    public static Command Create(CommonOptions common)
    {
        var groups = FilterOption.Of(ClientFilters.Group, common.Time);
        var at = MomentOption.Option("--at", $"As it was then: {MomentOption.Rule}.", common.Time);
        var by = new Option<string?>("--by") { Description = "group: each group by connection and condition, those with most clients that need action first.", HelpName = "group" };
        by.AcceptOnlyFromAmong("group");
        var paging = new Paging();
        var command = new Command("summary", """
            Counts the fleet by connection, condition, icon and group, now or at a moment in the past.

            Examples:
              fleet summary
              fleet summary --group kiosk --at "yesterday 14:00"
              fleet summary --by group --limit 20
              fleet summary --by group --all --csv
            """)
        {
            groups.Option, at, by,
        };
        paging.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(by) is null && paging.IsGiven(result))
                result.AddError("--limit and --all are for --by group.");
        });
        common.Shows(command, (asked, cancel) =>
        {
            var question = groups.AddTo(new ApiQuestion("v1/fleet/summary"), asked.Parsed).With("at", asked.Parsed.GetValue(at));
            var now = asked.Parsed.GetValue(at) is null ? asked.Time.GetUtcNow() : (DateTimeOffset?)null;
            return asked.Parsed.GetValue(by) is { } what
                ? asked.ShowPages(question.With("by", what), paging, new GroupSheet(asked.Screen, summary => ShowTitle(summary, now, asked.Screen)).View, cancel)
                : asked.Show(question, AnswerView.Of<FleetSummary, (string By, string Name, long Clients)>(summary => Show(summary, now, asked.Screen), Counts, EachCount), cancel);
        });
        return command;
    }

    /// <param name="summary">The answer.</param>
    /// <param name="now">When it was asked for, if it is of now; null: it is of a moment in the past.</param>
    /// <param name="screen">Where it goes.</param>
    private static void Show(FleetSummary summary, DateTimeOffset? now, Screen screen)
    {
        ShowTitle(summary, now, screen);
        ShowCounts(summary, screen);
    }

    private static void ShowTitle(FleetSummary summary, DateTimeOffset? now, Screen screen)
    {
        var (title, offset) = (new StyledText($"{summary.Total:N0} clients", Styles.Title), new StyledText($", offset {summary.Offset}", Styles.Quiet));
        if (summary.At is { } last && now is { } asOf)
        {
            screen.WriteLine(title, $" as of {Times.Exact(asOf)}");
            screen.WriteLine(new StyledText(Times.LastChange(last, asOf), Styles.Quiet), offset);
        }
        else
            screen.WriteLine(title, summary.At is { } at ? $" at {Times.Exact(at)}" : " now", offset);
    }

    private static IEnumerable<(string By, string Name, long Clients)> EachCount(FleetSummary summary) =>
    [
        ("total", "", summary.Total),
        .. summary.ByConnection.Select(count => ("connection", Words.Of(count.Key), count.Value)),
        .. summary.ByCondition.Select(count => ("condition", Words.Of(count.Key), count.Value)),
        .. summary.ByIcon.Select(count => ("icon", count.Key.Name, count.Value)),
        .. summary.ByGroup.Select(count => ("group", count.Key.Value, count.Value)),
    ];

    private static void ShowCounts(FleetSummary summary, Screen screen)
    {
        SummarySection[] sections =
        [
            SummarySection.Of("CONNECTION", summary.ByConnection, connection => Words.Of(connection)),
            SummarySection.Of("CONDITION", summary.ByCondition, condition => Styles.Conditions([condition])),
            SummarySection.Of("ICON", Largest(summary.ByIcon), Styles.Icon),
            SummarySection.Of("GROUP", Largest(summary.ByGroup).Take(MostGroups), group => group.Value),
        ];
        var longest = sections.SelectMany(section => section.Counts).Select(count => count.Name.Text.Length).DefaultIfEmpty().Max();
        var bar = Math.Min(LongestBar, (screen.Width ?? 0) - longest - 22);
        foreach (var section in sections.Where(section => section.Counts.Count > 0))
        {
            screen.WriteLine();
            Write(section, longest, bar < ShortestBar ? 0 : bar, summary.Total, screen);
        }

        if (summary.ByGroup.Count > MostGroups)
            screen.Note($"These are the {MostGroups} largest of {summary.ByGroup.Count:N0} groups: --by group --all lists all of them.");
    }

    private static void Write(SummarySection section, int longest, int barLength, long total, Screen screen)
    {
        var sheet = new Sheet(
            new Column(section.Title) { Least = longest }, new Column("CLIENTS") { Counts = true, Least = 9 }, new Column("SHARE") { Counts = true, Least = 7 }, new Column(""));
        foreach (var (name, count) in section.Counts)
        {
            var share = total == 0 ? 0 : (double)count / total;
            var bar = new string('█', (int)Math.Ceiling(share * barLength));
            sheet.Add(name, $"{count:N0}", $"{share:P1}", name with { Text = bar });
        }

        sheet.Write(screen);
    }

    private static IEnumerable<KeyValuePair<T, long>> Largest<T>(IReadOnlyDictionary<T, long> counts) => counts.OrderByDescending(count => count.Value);

    private sealed record SummarySection(string Title, IReadOnlyList<(StyledText Name, long Count)> Counts)
    {
        public static SummarySection Of<T>(string title, IEnumerable<KeyValuePair<T, long>> counts, Func<T, StyledText> name) =>
            new(title, [.. counts.Select(count => (name(count.Key), count.Value))]);
    }
}
