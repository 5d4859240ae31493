using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;

namespace Fleet.Host.Http;

/// <summary>Answers about tasks.</summary>
internal static class TaskAnswers
{
    public static ManagedTaskJson Of(TaskRecord record, long offset)
    {
        var (task, definition) = (record.Task, record.Task.Definition);
        return new ManagedTaskJson(
            definition.Id,
            definition.Kind,
            task.State,
            new TaskTargetJson(
                Named(definition.Target), (definition.Target as Selection.OfGroup)?.Group, (definition.Target as Selection.Filtered)?.Query),
            definition.WhenUnreachable,
            definition.ExpiresAfter,
            definition.Timeout,
            definition.Retries,
            Of(definition.Rollout),
            definition.Remark,
            task.By,
            task.CreatedAt,
            task.ExpiresAt,
            task.EndedAt,
            task.Wave + 1,
            task.Targets,
            TargetStates.All.ToDictionary(state => state, state => record.Counts[state]),
            offset);
    }

    public static TargetJson Of(TargetRecord target) => new(
        TaskId: null, Kind: null, target.Client, target.State, target.Attempt, target.Reason, target.Detail, target.Next is { } next ? new OccasionJson(next.Kind, next.At) : null, target.Since, target.SentAt, target.StartedAt, target.Offset);

    public static TargetJson Of(TargetOfTask part) => Of(part.Target) with { TaskId = part.Task.Definition.Id, Kind = part.Task.Definition.Kind, ClientId = null };

    /// <summary>Of many that were named the first ones are told: all of them are targets.</summary>
    private static IEnumerable<ClientId>? Named(Selection target) => target.Kept() switch
    {
        Selection.Named all => all.Clients,
        Selection.ManyNamed many => many.First,
        _ => null,
    };

    private static RolloutJson Of(Rollout rollout) => new(
        rollout.PerMinute,
        rollout.Increase is { } increase ? new IncreaseJson(increase.Factor, increase.After) : null,
        rollout.Abort is { } abort ? new AbortJson(abort.FailedPercent, abort.Minimum) : null,
        rollout.Waves.IsEmpty ? null : rollout.Waves.Select(wave => new WaveJson(wave.Percent, wave.Approve)));
}
