using System.Collections.Immutable;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads acts: lines such as <c>- settings: { at: 2h, group: kiosk, put: { real-time-scan: enabled } }</c>.</summary>
internal sealed class ActReader
{
    private const int MaxActs = 100;

    private readonly TimeSpan _duration;
    private readonly ImmutableArray<Population> _populations;
    private readonly Dictionary<TaskId, TimeSpan> _tasks = [];

    private ActReader(TimeSpan duration, ImmutableArray<Population> populations) => (_duration, _populations) = (duration, populations);

    public static ImmutableArray<Act> ReadAll(PlacedNode node, TimeSpan duration, ImmutableArray<Population> populations)
    {
        var reader = new ActReader(duration, populations);
        var acts = FieldValues.List(node, reader.Read);
        return acts.Length <= MaxActs ? [.. acts.OrderBy(act => act.At)] : throw node.Place.Error($"it takes {MaxActs} acts at most");
    }

    private Act Read(PlacedNode node)
    {
        var (kind, body) = KindLine.Read<ActKind>(node, "an act");
        string[] target = ["group", "populations", "share"];
        var fields = new MappingFields(body, Words.Of(kind), kind switch
        {
            ActKind.Settings => ["at", .. target, "put", "patch"],
            ActKind.Grant => ["at", .. target, "roaming"],
            ActKind.Task => ["at", .. target, .. TaskFields.Keys],
            _ => ["at", "task"],
        });
        var at = fields.Required("at", FieldValues.Duration);
        if (at >= _duration)
            throw fields.Required("at").Place.Error("the scenario is over by then");
        return kind switch
        {
            ActKind.Settings => new Act.SettingsAct(at, Target(fields), SettingsFields.Read(fields)),
            ActKind.Grant => new Act.SettingsAct(at, Target(fields), new SettingsPatch(Leaves.Roaming, new LevelSettings { Roaming = fields.Optional("roaming", FieldValues.Flag, otherwise: true) })),
            ActKind.Task => Made(at, fields, TaskFields.Read(fields)),
            _ => new Act.OrderAct(at, Known(fields.Required("task"), at), OrderOf(kind)),
        };
    }

    private Act.TaskAct Made(TimeSpan at, MappingFields fields, TaskDefinition task) => _tasks.TryAdd(task.Id, at)
        ? new Act.TaskAct(at, Target(fields), task)
        : throw fields.Required("id").Place.Error($"two tasks are named '{task.Id}'");

    private TaskId Known(PlacedNode node, TimeSpan at)
    {
        var task = TaskFields.Id(node);
        return _tasks.TryGetValue(task, out var made) && made < at
            ? task
            : throw node.Place.Error(_tasks.ContainsKey(task)
                ? $"the task '{task}' is not made by then"
                : $"no task above is named '{task}'{(_tasks.Count == 0 ? "" : $": {Suggestion.For(task.Value, [.. _tasks.Keys.Select(one => one.Value)])}")}");
    }

    private ActTarget Target(MappingFields fields)
    {
        var group = fields.Optional("group");
        if (group is not null && (fields.Optional("populations") ?? fields.Optional("share")) is { } other)
            throw other.Place.Error("an act is for a group, or for a share of populations: one of the two");
        if (group is null)
        {
            return new ActTarget(
                Group: null,
                fields.Optional("populations", list => FieldValues.List(list, name => StormReader.Known(name, _populations)), []),
                fields.Optional("share", FieldValues.Share, Share.Whole));
        }

        var groups = _populations.SelectMany(population => population.Groups).Select(one => one.Value).Distinct().ToList();
        return groups.Contains(FieldValues.Group(group).Value)
            ? new ActTarget(FieldValues.Group(group), [], Share.Whole)
            : throw group.Place.Error($"no population has the group '{FieldValues.Text(group)}': {Suggestion.For(FieldValues.Text(group), groups)}");
    }

    private static TaskOrder OrderOf(ActKind kind) => kind switch
    {
        ActKind.Approve => TaskOrder.Approve,
        ActKind.Cancel => TaskOrder.Cancel,
        ActKind.Pause => TaskOrder.Pause,
        ActKind.Resume => TaskOrder.Resume,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no order"),
    };
}
