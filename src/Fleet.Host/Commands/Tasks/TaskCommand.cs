using System.CommandLine;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task</c>.</summary>
internal static class TaskCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("task", """
            Has clients do something, and shows what comes of it: a scan, an update. docs/managing.md tells the rules.

            Examples:
              fleet task create scan-now --group sales
              fleet task watch scan-1
            """)
        {
            CreateTaskCommand.Create(common),
            TaskListCommand.Create(common),
            TaskShowCommand.Create(common),
            TaskTargetsCommand.Create(common),
            TaskWatchCommand.Create(common),
            Order(common, TaskOrder.Cancel, "Ends a task: nobody else is sent it. What was sent comes to its own end."),
            Order(common, TaskOrder.Pause, "Has a task wait: nobody else is sent it until it is resumed."),
            Order(common, TaskOrder.Resume, "Has a task go on after a pause."),
            Order(common, TaskOrder.Approve, "Has the next wave of a task begin, where it waits for that."),
        };
        return command;
    }

    /// <summary>The task that a command is about.</summary>
    public static Argument<string> Argument()
    {
        var id = new Argument<string>("TASK") { Description = "The task's id." };
        id.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TaskId.TryParse(token.Value, out _))
                result.AddError($"A task's id takes {TaskId.Rule}; '{token.Value}' is not that.");
        });
        return id;
    }

    /// <summary>An address about one task.</summary>
    public static ApiQuestion About(string task, string aspect = "") => new($"v1/tasks/{Uri.EscapeDataString(task)}{(aspect.Length == 0 ? "" : "/")}{aspect}");

    /// <summary>Words of a vocabulary, any of which is meant.</summary>
    public static Option<string[]> Choices<T>(string name, string description) where T : struct, Enum
    {
        var option = new Option<string[]>(name) { Description = $"{description}: {string.Join(", ", Words.All<T>())}.", HelpName = "WORD" };
        option.CompletionSources.Add([.. Words.All<T>()]);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Words.TryParse<T>(token.Value, out _)))
                result.AddError($"{name} takes one of {string.Join(", ", Words.All<T>())}; '{token.Value}' is not that.");
        });
        return option;
    }

    private static Command Order(CommonOptions common, TaskOrder order, string description)
    {
        var id = Argument();
        var command = new Command(Words.Of(order), $"""
            {description}

            Example:
              fleet task {Words.Of(order)} scan-1
            """)
        {
            id,
        };
        common.Does(command, async (asked, cancel) =>
        {
            var answer = await asked.Api.Post(About(asked.Parsed.GetRequiredValue(id), Words.Of(order)), cancel);
            if (asked.AsJson)
                asked.Screen.WriteJson(answer.Json);
            else if (answer.Read<TaskOrderedJson>() is var ordered)
                asked.Screen.WriteLine($"{ordered.TaskId} is {Words.Of(ordered.State)}, at offset {ordered.Offset}.");
        });
        return command;
    }
}
