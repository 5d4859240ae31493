using System.Collections.Frozen;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;

namespace Fleet.Protocol.Wire;

/// <summary>Reads what clients tell of tasks.</summary>
internal static class TaskInputs
{
    private static readonly FrozenDictionary<V1.TaskProgress, TargetState> States = new Dictionary<V1.TaskProgress, TargetState>
    {
        [V1.TaskProgress.Started] = TargetState.Started,
        [V1.TaskProgress.Succeeded] = TargetState.Succeeded,
        [V1.TaskProgress.Failed] = TargetState.Failed,
        [V1.TaskProgress.Rejected] = TargetState.Rejected,
    }.ToFrozenDictionary();

    public static ClientInput Decode(V1.TaskUpdate update)
    {
        var fields = new Fields();
        if (!TaskId.TryParse(update.TaskId, out var task))
            fields.OutOfRange("taskId", TaskId.Rule);
        if (!States.TryGetValue(update.State, out var state))
            fields.OutOfRange("state", "started, succeeded, failed or rejected");
        if (update.Attempt < 1)
            fields.OutOfRange("attempt", "1 or more");
        var detail = update.Detail.Length == 0 ? null : fields.Text(update.Detail, UpdateTask.MaxDetail, "detail");
        return fields.Fault is { } fault ? new ClientInput.Unheeded(fault) : new ClientInput.TaskUpdate(task!, update.Attempt, state, detail);
    }
}
