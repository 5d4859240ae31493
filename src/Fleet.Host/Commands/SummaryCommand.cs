using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Answers;

namespace Fleet.Host.Commands;

/// <summary><c>fleet summary</c>.</summary>
internal static class SummaryCommand
{
    private const int MostGroups = 20;
    private const int LongestBar = 24;
    private const int ShortestBar = 8;

    public static Command Create(CommonOptions common)
    {
        var groups = ChoiceOption.Groups();
        var at = MomentOption.Option("--at", $"As it was then: {MomentOption.Rule}.", common.Time);
        var command = new Command("summary", """
            Counts the fleet by connection, condition, icon and group, now or at a moment in the past.

            Examples:
              fleet summary
              fleet summary --group kiosk --at "yesterday 14:00"
            """)
        {
            groups.Option, at,
        };
        common.Does(command, (asked, cancel) => asked.Show<SummaryAnswer>(
            groups.AddTo(new ApiQuestion("v1/fleet/summary"), asked.Parsed).With("at", asked.Parsed.GetValue(at)),
            summary => Show(summary, asked.Parsed.GetValue(at) is null ? asked.Time.GetUtcNow() : null, asked.Screen),
            cancel));
        return command;
    }

    /// <param name="summary">The answer.</param>
    /// <param name="now">When it was asked for, if it is of now; null: it is of a moment in the past.</param>
    /// <param name="screen">Where it goes.</param>
    private static void Show(SummaryAnswer summary, DateTimeOffset? now, Screen screen)
    {
        var (title, offset) = (new StyledText($"{summary.Total:N0} clients", Styles.Title), new StyledText($", offset {summary.Offset}", Styles.Quiet));
        if (summary.At is { } last && now is { } asOf)
        {
            screen.WriteLine(title, $" as of {Times.Exact(asOf)}");
            screen.WriteLine(new StyledText(Times.LastChange(last, asOf), Styles.Quiet), offset);
        }
        else
            screen.WriteLine(title, summary.At is { } at ? $" at {Times.Exact(at)}" : " now", offset);
        SummarySection[] sections =
        [
            new("CONNECTION", summary.ByConnection, Styles.Connection),
            new("CONDITION", summary.ByCondition, word => word),
            new("ICON", Largest(summary.ByIcon), Styles.Icon),
            new("GROUP", Largest(summary.ByGroup).Take(MostGroups), name => name),
        ];
        var longest = sections.SelectMany(section => section.Counts).Select(count => count.Key.Length).DefaultIfEmpty().Max();
        var bar = Math.Min(LongestBar, (screen.Width ?? 0) - longest - 22);
        foreach (var section in sections.Where(section => section.Counts.Any()))
        {
            screen.WriteLine();
            Write(section, longest, bar < ShortestBar ? 0 : bar, summary.Total, screen);
        }

        if (summary.ByGroup.Count > MostGroups)
            screen.Note($"These are the {MostGroups} largest of {summary.ByGroup.Count:N0} groups: --json has all of them.");
    }

    private static void Write(SummarySection section, int longest, int barLength, long total, Screen screen)
    {
        var sheet = new Sheet(
            new Column(section.Title) { Least = longest }, new Column("CLIENTS") { Counts = true, Least = 9 }, new Column("SHARE") { Counts = true, Least = 7 }, new Column(""));
        foreach (var (word, count) in section.Counts)
        {
            var share = total == 0 ? 0 : (double)count / total;
            var bar = new string('█', (int)Math.Ceiling(share * barLength));
            sheet.Add(section.Look(word), $"{count:N0}", $"{share:P1}", section.Look(word) with { Text = bar });
        }

        sheet.Write(screen);
    }

    private static IEnumerable<KeyValuePair<string, long>> Largest(IReadOnlyDictionary<string, long> counts) => counts.OrderByDescending(count => count.Value);

    private sealed record SummarySection(string Title, IEnumerable<KeyValuePair<string, long>> Counts, Func<string, StyledText> Look);
}
