using System.CommandLine;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task targets</c>.</summary>
internal static class TaskTargetsCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = TaskCommand.Argument();
        var state = TaskCommand.Choices<TargetState>("--state", "Only targets that stand so");
        var paging = new Paging();
        var command = new Command("targets", """
            Lists the targets of a task in the order of their turns: how each stands, and why.

            Example:
              fleet task targets scan-1 --state failed --state timed-out
            """)
        {
            id, state,
        };
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var sheet = new Sheet(
                new Column("CLIENT"), new Column("STATE"), new Column("ATTEMPT") { Counts = true, Dispensable = 2 }, new Column("SINCE (UTC)") { Dispensable = 1 }, new Column("WHY") { Wraps = true });
            var view = AnswerView.Of<TargetPageJson, TargetJson>(page => Show(page, sheet, asked.Screen), TaskTexts.Targets, page => page.Items);
            return asked.ShowPages(
                TaskCommand.About(asked.Parsed.GetRequiredValue(id), "clients").With("state", asked.Parsed.GetValue(state) ?? []), paging,
                view with { Total = page => page.Total, Nothing = "There are no such targets." }, cancel);
        });
        return command;
    }

    private static void Show(TargetPageJson page, Sheet sheet, Screen screen)
    {
        var targets = page.Items.ToList();
        foreach (var target in targets)
            sheet.Add($"{target.ClientId}", Words.Of(target.State), $"{target.Attempt}", Times.Exact(target.At), TaskTexts.Why(target));
        if (targets.Count > 0)
            sheet.Write(screen);
    }
}
