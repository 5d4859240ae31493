using System.CommandLine;
using System.Text.Json;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet explain</c>.</summary>
internal static class ExplainCommand
{
    private static readonly CsvTable<(string Name, OriginJson<JsonElement> Origin)> FactTable = new(
        ("fact", fact => fact.Name),
        ("value", fact => FactTexts.TextOf(fact.Origin.Value)),
        ("since", fact => fact.Origin.Since),
        ("cause", fact => fact.Origin.Cause is { } cause ? Words.Of(cause) : null),
        ("offset", fact => fact.Origin.Offset),
        ("recordedAt", fact => fact.Origin.RecordedAt),
        ("seq", fact => fact.Origin.Seq),
        ("setting", fact => fact.Origin.Setting is { } setting ? Words.Of(setting.Level) : null),
        ("task", fact => fact.Origin.Task?.TaskId.Value));

    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var at = MomentOption.Option("--at", $"As it was then: {MomentOption.Rule}.", common.Time);
        var command = new Command("explain", """
            Tells why a client is as it is: what its icon says, what is to be done and by whom, and which change in the
            journal made each fact what it is: which report, and the setting or the task that the client followed with it.

            Examples:
              fleet explain pc-1
              fleet explain pc-1 --at -2h
            """)
        {
            id, at,
        };
        common.Shows(command, (asked, cancel) => asked.Show(
            ApiQuestion.About(asked.Parsed.GetValue(id)!, "explain").With("at", asked.Parsed.GetValue(at)),
            AnswerView.Of<ExplanationJson, (string Name, OriginJson<JsonElement> Origin)>(
                why => Show(why, asked.Screen, asked.Time.GetUtcNow(), isOfNow: asked.Parsed.GetValue(at) is null), FactTable, EachFact),
            cancel));
        return command;
    }

    private static void Show(ExplanationJson why, Screen screen, DateTimeOffset now, bool isOfNow)
    {
        screen.WriteLine(new StyledText(why.ClientId.Value, Styles.Title), new StyledText(isOfNow ? $" as of {Times.Exact(now)}" : $" at {Times.Exact(why.At)}", Styles.Quiet));
        if (isOfNow)
            screen.WriteLine(new StyledText(Times.LastChange(why.At, now), Styles.Quiet));
        screen.WriteLine(why.Icon.Text);
        screen.WriteLine(new StyledText("Icon ", Styles.Quiet), Styles.Icon(why.Icon.Name), new StyledText($", row {why.Icon.Row}", Styles.Quiet));
        if (why.Note is { } note)
            screen.WriteLine(new StyledText("Note ", Styles.Quiet), note.Text, new StyledText($" ({note.By}, {Times.Exact(note.At)})", Styles.Quiet));
        if (why.Tags.Any())
            screen.WriteLine(new StyledText("Tags ", Styles.Quiet), Styles.Words(why.Tags.Select(tag => tag.Value)));
        screen.WriteLine();
        var conditions = why.Conditions.ToList();
        if (conditions.Count == 0)
            screen.WriteLine("Nothing is wrong.");
        foreach (var condition in conditions)
        {
            screen.WriteLine(
                Styles.Conditions([condition.Code]),
                condition.ShownByIcon ? "" : new StyledText(" (the icon does not show it)", Styles.Quiet),
                condition.Change is { } change ? new StyledText($" since {Times.Exact(change.Since)} ({Times.Ago(change.Since, now)})", Styles.Quiet) : "");
            foreach (var action in condition.RequiredActions)
                screen.WriteIndented($"The {Words.Of(action.By)}: {action.Text}");
        }

        screen.WriteLine();
        FactsOf(why, now).Write(screen);
    }

    private static IEnumerable<(string Name, OriginJson<JsonElement> Origin)> EachFact(ExplanationJson why) => FactTexts.Each(why.Facts)
        .Prepend(("presence", FactTexts.Json(why.Presence)))
        .Select(fact => (fact.Item1, fact.Item2.Deserialize<OriginJson<JsonElement>>(ApiJson.Options)!));

    private static string CauseOf(ChangeCause cause, OriginJson<JsonElement> fact) => string.Concat(
        Words.Of(cause),
        fact.Setting is { } setting ? $", as set for the {(setting.Level == SettingLevel.Own ? "client" : Words.Of(setting.Level))}" : "",
        fact.Task is { } task ? $", task {task.TaskId}" : "");

    private static Sheet FactsOf(ExplanationJson why, DateTimeOffset now)
    {
        var sheet = new Sheet(
            new Column("FACT"), new Column("VALUE"), new Column("SINCE"), new Column("SINCE (UTC)") { Dispensable = 1 }, new Column("CAUSE"), new Column("OFFSET") { Counts = true });
        foreach (var (name, fact) in EachFact(why))
        {
            sheet.Add(
                name,
                FactTexts.TextOf(fact.Value),
                fact.Since is { } since ? Times.Ago(since, now) : Styles.Nothing,
                fact.Since is { } exact ? new StyledText(Times.Exact(exact), Styles.Quiet) : Styles.Nothing,
                fact.Cause is { } cause ? CauseOf(cause, fact) : new StyledText("default", Styles.Quiet),
                fact.Offset is { } offset ? $"{offset}" : Styles.Nothing);
        }

        return sheet;
    }
}
