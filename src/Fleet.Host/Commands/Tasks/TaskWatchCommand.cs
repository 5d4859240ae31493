using System.CommandLine;
using Fleet.Core.Tasks;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task watch</c>.</summary>
internal static class TaskWatchCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static Command Create(CommonOptions common)
    {
        var id = TaskCommand.Argument();
        var command = new Command("watch", """
            Shows how the targets of a task stand, a line for each change, until nothing more can become of any of them, or
            Ctrl+C. With --json each line is the task as the API has it.

            Example:
              fleet task watch scan-1
            """)
        {
            id,
        };
        common.Does(command, (asked, cancel) => Watch(asked, asked.Parsed.GetRequiredValue(id), cancel));
        return command;
    }

    private static async Task Watch(Asked asked, string id, CancellationToken cancel)
    {
        var shown = "";
        while (true)
        {
            var answer = await asked.Api.Get(TaskCommand.About(id), cancel);
            var task = answer.Read<ManagedTaskJson>();
            // The offset alone is no change of the task's.
            var line = $"{task.State}{task.Wave}{TaskTexts.Counts(task)}";
            if (line != shown)
                Show(asked, answer.Json, task);
            shown = line;
            if (task.State is TaskState.Done or TaskState.Aborted or TaskState.Cancelled && !TaskTexts.IsOpen(task))
                return;
            await Task.Delay(BetweenLooks, asked.Time, cancel);
        }
    }

    private static void Show(Asked asked, byte[] json, ManagedTaskJson task)
    {
        if (asked.AsJson)
            asked.Screen.WriteJson(json);
        else
            asked.Screen.WriteLine(new StyledText(Times.OfDay(asked.Time.GetUtcNow()), Styles.Quiet), "  ", TaskTexts.State(task), $"  {TaskTexts.Counts(task)}");
    }
}
