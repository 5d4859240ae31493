using System.Collections.Immutable;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>What an operator asked for, in rows and in messages between nodes.</summary>
internal static class TaskDefinitionCodec
{
    public static Rows.TaskDefinition Write(TaskDefinition task)
    {
        var rollout = task.Rollout;
        var row = new Rows.TaskDefinition
        {
            Id = task.Id.Value,
            Kind = (int)task.Kind,
            Group = (task.Target as Selection.OfGroup)?.Group.Value ?? "",
            Filter = (task.Target as Selection.Filtered)?.Query ?? "",
            WhenUnreachable = (int)task.WhenUnreachable,
            ExpiresAfter = (long)task.ExpiresAfter.TotalMilliseconds,
            Timeout = (long)task.Timeout.TotalMilliseconds,
            Retries = task.Retries,
            PerMinute = rollout.PerMinute,
            Increase = rollout.Increase is { } increase ? new Rows.TaskIncrease { Factor = increase.Factor, After = increase.After } : null,
            Abort = rollout.Abort is { } abort ? new Rows.TaskAbort { FailedPercent = abort.FailedPercent, Minimum = abort.Minimum } : null,
            Note = task.Remark,
        };
        if (task.Target is Selection.Named listed)
            row.Clients.AddRange(listed.Clients.Select(client => client.Value));
        if (task.Target is Selection.ManyNamed many)
        {
            row.Clients.AddRange(many.First.Select(client => client.Value));
            (row.Named, row.NamedDigest) = (many.Count, many.Digest);
        }

        row.Waves.AddRange(rollout.Waves.Select(wave => new Rows.TaskWave { Percent = wave.Percent, Approve = wave.Approve }));
        return row;
    }

    public static TaskDefinition Read(RowFields fields, Rows.TaskDefinition row) => new(
        fields.Task(row.Id, "definition.id"),
        fields.Member<TaskKind>(row.Kind, "definition.kind"),
        ReadTarget(fields, row),
        fields.Member<WhenUnreachable>(row.WhenUnreachable, "definition.when_unreachable"),
        TimeSpan.FromMilliseconds(row.ExpiresAfter),
        TimeSpan.FromMilliseconds(row.Timeout),
        row.Retries,
        new Rollout(
            row.PerMinute,
            row.Increase is { } increase ? new Increase(increase.Factor, increase.After) : null,
            row.Abort is { } abort ? new Abort(abort.FailedPercent, abort.Minimum) : null,
            [.. row.Waves.Select(wave => new Wave(wave.Percent, wave.Approve))]),
        row.Note);

    /// <summary>The question that finds everybody is empty.</summary>
    private static Selection ReadTarget(RowFields fields, Rows.TaskDefinition row) =>
        row.Clients.Count > 0 ? ReadNamed([.. row.Clients.Select(client => fields.Client(client, "definition.clients"))], row)
        : row.Group.Length > 0 ? new Selection.OfGroup(fields.Group(row.Group, "definition.group"))
        : new Selection.Filtered(row.Filter);

    private static Selection ReadNamed(ImmutableArray<ClientId> clients, Rows.TaskDefinition row) =>
        row.Named == 0 ? new Selection.Named(clients) : new Selection.ManyNamed(clients, row.Named, row.NamedDigest);
}
