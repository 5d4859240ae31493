namespace Fleet.Core.Tasks;

/// <summary>A value of a task that it does not take.</summary>
/// <param name="Field">The member, as a path in camelCase.</param>
/// <param name="Takes">What it takes: what follows "takes".</param>
public sealed record TaskFault(string Field, string Takes)
{
    /// <summary>The first fault of a definition; null: it has none.</summary>
    public static TaskFault? Of(TaskDefinition task) =>
        Of(task.ExpiresAfter > TimeSpan.Zero && task.ExpiresAfter <= TaskDefinition.MaxExpiresAfter, "expiresAfter", "more than 0 and at most 90.00:00:00")
        ?? Of(task.Timeout >= TaskDefinition.MinTimeout && task.Timeout <= TaskDefinition.MaxTimeout, "timeout", "00:00:01 to 30.00:00:00")
        ?? Of(task.Retries is >= 0 and <= TaskDefinition.MaxRetries, "retries", $"0 to {TaskDefinition.MaxRetries}")
        ?? Of(task.Remark.Length <= TaskDefinition.MaxNote, "note", $"at most {TaskDefinition.MaxNote} characters")
        ?? Of(task.Rollout);

    private static TaskFault? Of(Rollout rollout) =>
        Of(rollout.PerMinute is >= 1 and <= Rollout.MaxPerMinute, "rollout.perMinute", $"1 to {Rollout.MaxPerMinute}")
        ?? Of(rollout.Increase is null or { Factor: > 1 and <= Increase.MaxFactor }, "rollout.increase.factor", $"more than 1 and at most {Increase.MaxFactor}")
        ?? Of(rollout.Increase is null or { After: >= 1 }, "rollout.increase.after", "1 or more")
        ?? Of(rollout.Abort is null or { FailedPercent: >= 1 and <= 100 }, "rollout.abort.failedPercent", "1 to 100")
        ?? Of(rollout.Abort is null or { Minimum: >= 1 }, "rollout.abort.minimum", "1 or more")
        ?? Of(rollout.Waves.Length <= Rollout.MaxWaves, "rollout.waves", $"at most {Rollout.MaxWaves} waves")
        ?? Of(rollout.Waves.All(wave => wave.Percent is >= 1 and <= 100), "rollout.waves", "waves of 1 to 100 percent each")
        ?? Of(rollout.Waves.Length == 0 || rollout.Waves.Sum(wave => wave.Percent) == 100, "rollout.waves", "waves whose percents add up to 100");

    private static TaskFault? Of(bool isRight, string field, string takes) => isRight ? null : new TaskFault(field, takes);
}
