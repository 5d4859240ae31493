using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Answers;

namespace Fleet.Host.Commands;

/// <summary><c>fleet explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var at = MomentOption.Option("--at", $"As it was then: {MomentOption.Rule}.", common.Time);
        var command = new Command("explain", """
            Tells why a client is as it is: what its icon says, what is to be done and by whom, and which change in the
            journal made each fact what it is.

            Examples:
              fleet explain pc-1
              fleet explain pc-1 --at -2h
            """)
        {
            id, at,
        };
        common.Does(command, (asked, cancel) => asked.Show<ExplanationTold>(
            ApiQuestion.About(asked.Parsed.GetValue(id)!, "explain").With("at", asked.Parsed.GetValue(at)),
            why => Show(why, asked.Screen, asked.Time.GetUtcNow(), isOfNow: asked.Parsed.GetValue(at) is null),
            cancel));
        return command;
    }

    private static void Show(ExplanationTold why, Screen screen, DateTimeOffset now, bool isOfNow)
    {
        screen.WriteLine(new StyledText(why.ClientId, Looks.Title), new StyledText(isOfNow ? $" as of {Times.Exact(now)}" : $" at {Times.Exact(why.At)}", Looks.Quiet));
        if (isOfNow)
            screen.WriteLine(new StyledText(Times.LastChange(why.At, now), Looks.Quiet));
        screen.WriteLine(why.Icon.Text);
        screen.WriteLine(new StyledText("Icon ", Looks.Quiet), Looks.Icon(why.Icon.Name), new StyledText($", row {why.Icon.Row}", Looks.Quiet));
        screen.WriteLine();
        var conditions = why.Conditions.ToList();
        if (conditions.Count == 0)
            screen.WriteLine("Nothing is wrong.");
        foreach (var condition in conditions)
        {
            screen.WriteLine(Looks.Conditions([condition.Code]), condition.ShownByIcon ? "" : new StyledText(" (the icon does not show it)", Looks.Quiet));
            foreach (var action in condition.RequiredActions)
                screen.WriteIndented($"The {action.By}: {action.Text}");
        }

        screen.WriteLine();
        FactsOf(why, now).Write(screen);
    }

    private static Sheet FactsOf(ExplanationTold why, DateTimeOffset now)
    {
        var sheet = new Sheet(
            new Column("FACT"), new Column("VALUE"), new Column("SINCE"), new Column("SINCE (UTC)") { Dispensable = 1 }, new Column("CAUSE"), new Column("OFFSET") { Counts = true });
        foreach (var (name, fact) in why.Facts.Prepend(new("presence", why.Presence)))
        {
            sheet.Add(
                FactTexts.NameOf(name),
                FactTexts.TextOf(fact.Value),
                fact.Since is { } since ? Times.Ago(since, now) : Looks.Nothing,
                fact.Since is { } exact ? new StyledText(Times.Exact(exact), Looks.Quiet) : Looks.Nothing,
                fact.Cause ?? new StyledText("default", Looks.Quiet),
                fact.Offset is { } offset ? $"{offset}" : Looks.Nothing);
        }

        return sheet;
    }
}
