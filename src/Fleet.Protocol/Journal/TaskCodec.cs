using Fleet.Core.Tasks;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>How a client stands to a task, in rows and in messages between nodes.</summary>
internal static class TaskCodec
{
    public static Rows.ClientTask Write(ClientTask task)
    {
        var row = new Rows.ClientTask
        {
            Task = task.Task.Value,
            Kind = (int)task.Kind,
            Attempt = task.Attempt,
            State = (int)task.State,
            Reason = (int)task.Reason.GetValueOrDefault(),
            ExpiresAt = task.ExpiresAt.Milliseconds(),
            Timeout = (long)task.Timeout.TotalMilliseconds,
            Retries = task.Retries,
            Via = task.Via is { } via ? PartCodec.Write(via) : null,
        };
        if (task.SentAt is { } sentAt)
            row.SentAt = sentAt.Milliseconds();
        if (task.StartedAt is { } startedAt)
            row.StartedAt = startedAt.Milliseconds();
        return row;
    }

    public static ClientTask Read(RowFields fields, Rows.ClientTask row, string part) => new(
        fields.Task(row.Task, $"{part}.task"),
        fields.Member<TaskKind>(row.Kind, $"{part}.kind"),
        row.Attempt,
        fields.Member<TargetState>(row.State, $"{part}.state"),
        fields.Time(row.ExpiresAt, $"{part}.expires_at"),
        TimeSpan.FromMilliseconds(row.Timeout),
        row.Retries)
    {
        Reason = fields.MemberOrNone<TargetReason>(row.Reason, $"{part}.reason"),
        SentAt = row.HasSentAt ? fields.Time(row.SentAt, $"{part}.sent_at") : null,
        StartedAt = row.HasStartedAt ? fields.Time(row.StartedAt, $"{part}.started_at") : null,
        Via = row.Via is null ? null : PartCodec.Read(row.Via),
    };
}
