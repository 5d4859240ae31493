using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;
using Spectre.Console;

namespace Fleet.Host.Commands.Tasks;

/// <summary>Tasks and targets as tables have them.</summary>
internal static class TaskTexts
{
    public static CsvTable<ManagedTaskJson> Tasks { get; } = new(
    [
        ("taskId", task => task.TaskId.Value),
        ("kind", task => Words.Of(task.Kind)),
        ("state", task => Words.Of(task.State)),
        ("createdAt", task => task.CreatedAt),
        ("by", task => task.By),
        ("targets", task => task.Targets),
        .. TargetStates.All.Select(state => (Words.Of(state), (Func<ManagedTaskJson, object?>)(task => task.ByState[state]))),
        ("note", task => task.Note),
    ]);

    public static CsvTable<TargetJson> Targets { get; } = new(
        ("clientId", target => target.ClientId?.Value),
        ("state", target => Words.Of(target.State)),
        ("attempt", target => target.Attempt),
        ("reason", target => target.Reason is { } reason ? Words.Of(reason) : null),
        ("nextOccasion", target => target.NextOccasion is { } occasion ? Words.Of(occasion.Kind) : null),
        ("at", target => target.At),
        ("sentAt", target => target.SentAt),
        ("startedAt", target => target.StartedAt),
        ("detail", target => target.Detail));

    /// <summary>How the targets of a task stand, without the states that nobody is in.</summary>
    public static string Counts(ManagedTaskJson task) =>
        string.Join(", ", TargetStates.All.Where(state => task.ByState[state] > 0).Select(state => $"{task.ByState[state]:N0} {Words.Of(state)}"));

    /// <summary>The state of a task, in its look.</summary>
    public static StyledText State(ManagedTaskJson task) => task.State switch
    {
        TaskState.Done => new StyledText(Words.Of(task.State), new Style(Color.Green)),
        TaskState.Aborted => new StyledText(Words.Of(task.State), new Style(Color.Maroon), " !!"),
        TaskState.WaitingForApproval => new StyledText(Words.Of(task.State), new Style(Color.Olive), " !"),
        _ => new StyledText(Words.Of(task.State)),
    };

    /// <summary>Something may still become of one of its targets.</summary>
    public static bool IsOpen(ManagedTaskJson task) => TargetStates.All.Any(state => state.IsOpen() && task.ByState[state] > 0);

    private static string Until(OccasionJson occasion) => occasion.Kind switch
    {
        NextOccasion.LeavesRoaming => "until it leaves roaming",
        NextOccasion.ScheduledUpdate => $"until its scheduled update{(occasion.At is { } at ? $" at {Times.Exact(at)}" : "")}",
        _ => "until it is back",
    };

    /// <summary>Why a target is in its state, what the client said, and when it can be reached.</summary>
    public static string Why(TargetJson target) => string.Join("; ", ((string?[])
    [
        target.Reason is { } reason ? Words.Of(reason) : null,
        target.NextOccasion is { } occasion ? Until(occasion) : null,
        target.Detail,
    ]).OfType<string>()) is { Length: > 0 } why ? why : "-";
}
