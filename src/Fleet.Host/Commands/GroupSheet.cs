using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>Groups as a table, page after page: how many clients of each connection need action, and for what.</summary>
/// <param name="screen">Where it goes.</param>
/// <param name="showTitle">Shows what stands above the first page.</param>
internal sealed class GroupSheet(Screen screen, Action<FleetSummary> showTitle)
{
    private static readonly Connection[] EachConnection = Enum.GetValues<Connection>();

    private static readonly CsvTable<FleetSummary.GroupJson> Table = new(
    [
        ("group", group => group.Group.Value),
        ("clients", group => group.Total),
        ("needsAction", group => group.NeedsAction),
        .. EachCondition((group, condition) => group.ByCondition[condition], ""),
        .. EachConnection.SelectMany(connection => Columns(connection)),
    ]);

    private readonly Sheet _sheet = new(
    [
        new Column("GROUP"),
        new Column("CLIENTS") { Counts = true },
        new Column("NEED ACTION") { Counts = true },
        new Column("SHARE") { Counts = true, Dispensable = 1 },
        .. EachConnection.Select(connection => new Column(Words.Of(connection).ToUpperInvariant()) { Counts = true, Dispensable = 1 + (int)connection }),
        new Column("CONDITIONS") { Wraps = true },
    ]);

    private bool _isBegun;

    /// <summary>What is made of an answer.</summary>
    public AnswerView<FleetSummary> View => AnswerView.Of<FleetSummary, FleetSummary.GroupJson>(Show, Table, page => page.Items ?? []) with { Total = page => page.Groups, Nothing = "There are no such groups." };

    private void Show(FleetSummary page)
    {
        if (!_isBegun)
        {
            showTitle(page);
            screen.WriteLine();
        }

        _isBegun = true;
        foreach (var group in page.Items ?? [])
        {
            _sheet.Add(
            [
                group.Group.Value,
                $"{group.Total:N0}",
                $"{group.NeedsAction:N0}",
                $"{(double)group.NeedsAction / group.Total:P1}",
                .. EachConnection.Select(connection => group.ByConnection[connection]).Select(part => (StyledText)(part.NeedsAction == 0 ? $"{part.Total:N0}" : $"{part.NeedsAction:N0} of {part.Total:N0}")),
                Styles.Conditions(group.ByCondition.Where(count => count.Value > 0).Select(count => count.Key)) with { Text = Conditions(group) },
            ]);
        }

        if (page.Items is { Count: > 0 })
            _sheet.Write(screen);
    }

    /// <summary>Each condition with how many clients have it, by their connection; the most frequent one first.</summary>
    private static string Conditions(FleetSummary.GroupJson group)
    {
        var told = group.ByCondition.Where(count => count.Value > 0).OrderByDescending(count => count.Value)
            .Select(count => $"{Words.Of(count.Key)} {count.Value:N0} ({string.Join(", ", Parts(group, count.Key))})");
        return string.Join(", ", told) is { Length: > 0 } all ? all : "-";
    }

    private static IEnumerable<string> Parts(FleetSummary.GroupJson group, Conditions condition) =>
        group.ByConnection.Where(part => part.Value.ByCondition[condition] > 0).Select(part => $"{part.Value.ByCondition[condition]:N0} {Words.Of(part.Key)}");

    private static IEnumerable<(string Name, Func<FleetSummary.GroupJson, object?> Of)> Columns(Connection connection) =>
    [
        (Words.Of(connection), group => group.ByConnection[connection].Total),
        ($"{Words.Of(connection)}.needsAction", group => group.ByConnection[connection].NeedsAction),
        .. EachCondition((group, condition) => group.ByConnection[connection].ByCondition[condition], $"{Words.Of(connection)}."),
    ];

    private static IEnumerable<(string Name, Func<FleetSummary.GroupJson, object?> Of)> EachCondition(Func<FleetSummary.GroupJson, Conditions, long> count, string before) =>
        Words.Each(~Core.Vocabulary.Conditions.None).Select(condition => ($"{before}{Words.Of(condition)}", (Func<FleetSummary.GroupJson, object?>)(group => count(group, condition))));
}
