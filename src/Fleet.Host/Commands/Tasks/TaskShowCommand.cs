using System.CommandLine;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task show</c>.</summary>
internal static class TaskShowCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = TaskCommand.Argument();
        var command = new Command("show", """
            Shows a task: what was asked for, how far it is, and how its targets stand.

            Example:
              fleet task show scan-1
            """)
        {
            id,
        };
        common.Shows(command, (asked, cancel) => asked.Show(
            TaskCommand.About(asked.Parsed.GetRequiredValue(id)),
            AnswerView.Of<ManagedTaskJson, ManagedTaskJson>(task => Show(task, asked.Screen), TaskTexts.Tasks, task => [task]),
            cancel));
        return command;
    }

    private static void Show(ManagedTaskJson task, Screen screen)
    {
        screen.WriteLine($"{task.TaskId}: {Words.Of(task.Kind)}, ", TaskTexts.State(task), Waves(task));
        screen.WriteLine($"Made {Times.Exact(task.CreatedAt)} by {task.By}, expires {Times.Exact(task.ExpiresAt)}{(task.EndedAt is { } ended ? $", ended {Times.Exact(ended)}" : "")}.");
        screen.WriteLine($"For {Target(task.Target)}: {task.Targets:N0} clients, {task.Rollout.PerMinute:N0} a minute, {task.Timeout} for an attempt, {task.Retries} retries.");
        if (task.Note.Length > 0)
            screen.WriteIndented(task.Note);
        screen.WriteLine();
        var sheet = new Sheet(new Column("STATE"), new Column("TARGETS") { Counts = true });
        foreach (var state in TargetStates.All.Where(state => task.ByState[state] > 0))
            sheet.Add(Words.Of(state), $"{task.ByState[state]:N0}");
        sheet.Write(screen);
    }

    private static string Waves(ManagedTaskJson task) => task.Rollout.Waves?.Count() is { } waves ? $", wave {task.Wave} of {waves}" : "";

    private static string Target(TaskTargetJson target) =>
        target.Group is { } group ? $"group {group}"
        : target.Filter is { } filter ? filter.Length == 0 ? "everybody" : filter
        : string.Join(", ", (target.Clients ?? []).Take(5)) + (target.Clients?.Skip(5).Any() == true ? " and others" : "");
}
