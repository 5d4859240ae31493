using System.CommandLine;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task list</c>.</summary>
internal static class TaskListCommand
{
    public static Command Create(CommonOptions common)
    {
        var state = TaskCommand.Choices<TaskState>("--state", "Only tasks that stand so");
        var kind = TaskCommand.Choices<TaskKind>("--kind", "Only tasks of this kind");
        var paging = new Paging();
        var command = new Command("list", """
            Lists tasks, the newest first, and how their targets stand.

            Example:
              fleet task list --state running --state paused
            """)
        {
            state, kind,
        };
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var sheet = new Sheet(
                new Column("TASK"), new Column("KIND"), new Column("STATE"), new Column("MADE (UTC)") { Dispensable = 2 }, new Column("TARGETS") { Counts = true, Dispensable = 1 },
                new Column("BY STATE") { Wraps = true });
            var view = AnswerView.Of<TaskPageJson, ManagedTaskJson>(page => Show(page, sheet, asked.Screen), TaskTexts.Tasks, page => page.Items);
            var question = new ApiQuestion("v1/tasks").With("state", asked.Parsed.GetValue(state) ?? []).With("kind", asked.Parsed.GetValue(kind) ?? []);
            return asked.ShowPages(question, paging, view with { Nothing = "There are no such tasks." }, cancel);
        });
        return command;
    }

    private static void Show(TaskPageJson page, Sheet sheet, Screen screen)
    {
        var tasks = page.Items.ToList();
        foreach (var task in tasks)
            sheet.Add(task.TaskId.Value, Words.Of(task.Kind), TaskTexts.State(task), Times.Exact(task.CreatedAt), $"{task.Targets:N0}", TaskTexts.Counts(task));
        if (tasks.Count > 0)
            sheet.Write(screen);
    }
}
