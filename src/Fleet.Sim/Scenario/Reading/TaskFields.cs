using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads what an act says of a task.</summary>
internal static class TaskFields
{
    private const int PerPercent = 10_000;

    /// <summary>What a task takes beside its time and its target.</summary>
    public static string[] Keys { get; } = ["id", "kind", "when-unreachable", "expires-after", "timeout", "retries", "per-minute", "increase", "abort", "waves"];

    /// <summary>The task; whom it is for is told elsewhere.</summary>
    public static TaskDefinition Read(MappingFields fields)
    {
        var task = new TaskDefinition(
            fields.Required("id", Id),
            fields.Required("kind", FieldValues.Word<TaskKind>),
            new Selection.Filtered(""),
            fields.Optional("when-unreachable", FieldValues.Word<WhenUnreachable>, WhenUnreachable.Refuse),
            fields.Optional("expires-after", FieldValues.Duration, TaskDefinition.UsualExpiresAfter),
            fields.Optional("timeout", FieldValues.Duration, TaskDefinition.UsualTimeout),
            fields.Optional("retries", Number, otherwise: 0),
            new Rollout(
                fields.Optional("per-minute", Number, Rollout.Usual.PerMinute),
                fields.Optional("increase", Increase, otherwise: null),
                fields.Optional("abort", Abort, otherwise: null),
                fields.Optional("waves", waves => FieldValues.List(waves, Wave), [])),
            Remark: "");
        return TaskFault.Of(task) is { } fault ? throw PlaceOf(fields, fault).Error($"this takes {fault.Takes}") : task;
    }

    public static TaskId Id(PlacedNode node) => TaskId.TryParse(FieldValues.Text(node), out var task)
        ? task
        : throw node.Place.Error($"'{FieldValues.Text(node)}' names no task: it takes {TaskId.Rule}");

    private static Increase? Increase(PlacedNode node)
    {
        var fields = new MappingFields(node, "increase", ["factor", "after"]);
        return new Increase(fields.Required("factor", FieldValues.Factor), fields.Required("after", Number));
    }

    private static Abort? Abort(PlacedNode node)
    {
        var fields = new MappingFields(node, "abort", ["failed", "minimum"]);
        return new Abort(fields.Required("failed", Percent), fields.Required("minimum", Number));
    }

    private static Wave Wave(PlacedNode node)
    {
        var fields = new MappingFields(node, "a wave", ["share", "approve"]);
        return new Wave(fields.Required("share", Percent), fields.Optional("approve", FieldValues.Flag, otherwise: false));
    }

    private static int Number(PlacedNode node) => FieldValues.Number(node);

    private static int Percent(PlacedNode node) => FieldValues.Share(node).PerMillion is var share && share % PerPercent == 0
        ? share / PerPercent
        : throw node.Place.Error("a whole percentage is expected here");

    /// <summary>A fault names the API's member, the place is that of the scenario's key.</summary>
    private static Place PlaceOf(MappingFields fields, TaskFault fault)
    {
        var key = fault.Field.Split('.') switch
        {
            ["rollout", var member, ..] => member,
            [var member, ..] => member,
            _ => "",
        };
        return fields.Optional(string.Concat(key.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}")))?.Place ?? fields.Place;
    }
}
