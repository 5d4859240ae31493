using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Tasks;

/// <summary>What operators did to tasks, as the rows say.</summary>
internal static class TaskActs
{
    /// <param name="by">Who.</param>
    /// <param name="what">The kind of act.</param>
    /// <param name="before">The task that there was; null: there was none.</param>
    /// <param name="after">The task from then on.</param>
    public static Act Of(Operator by, string what, FleetTask? before, FleetTask after) => new(by, what, before is null ? null : Text(before), Text(after));

    /// <summary>The kind of act that an order is.</summary>
    public static string WordOf(TaskOrder order) => $"task-{Words.Of(order)}";

    private static string Text(FleetTask task) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["taskId"] = task.Definition.Id.Value,
        ["kind"] = Words.Of(task.Definition.Kind),
        ["state"] = Words.Of(task.State),
        ["wave"] = task.Wave + 1,
        ["targets"] = task.Targets,
    });
}
