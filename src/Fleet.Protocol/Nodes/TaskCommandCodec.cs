using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>The commands for a client that are about tasks.</summary>
internal static class TaskCommandCodec
{
    public static Messages.OfferTask Write(OfferTask offer) => new()
    {
        Task = offer.Task.Value,
        Kind = (int)offer.Kind,
        Attempt = offer.Attempt,
        WhenUnreachable = (int)offer.WhenUnreachable,
        ExpiresAt = offer.ExpiresAt.Milliseconds(),
        Timeout = (long)offer.Timeout.TotalMilliseconds,
        Retries = offer.Retries,
        Number = offer.Number,
    };

    public static Messages.UpdateTask Write(UpdateTask update) => new()
    {
        Task = update.Task.Value,
        Attempt = update.Attempt,
        State = (int)update.State,
        Detail = update.Detail ?? "",
        Via = PartCodec.Write(update.Via),
        Number = update.Number,
    };

    public static OfferTask Read(RowFields fields, Messages.OfferTask told) => new(
        fields.Task(told.Task, "offer_task.task"),
        fields.Member<TaskKind>(told.Kind, "offer_task.kind"),
        told.Attempt,
        fields.Member<WhenUnreachable>(told.WhenUnreachable, "offer_task.when_unreachable"),
        fields.Time(told.ExpiresAt, "offer_task.expires_at"),
        TimeSpan.FromMilliseconds(told.Timeout),
        told.Retries)
    {
        Number = told.Number,
    };

    public static UpdateTask Read(RowFields fields, Messages.UpdateTask told) => new(
        fields.Task(told.Task, "update_task.task"),
        told.Attempt,
        fields.Member<TargetState>(told.State, "update_task.state"),
        PartCodec.TextOrNull(told.Detail),
        PartCodec.Read(fields.Required(told.Via, "update_task.via")))
    {
        Number = told.Number,
    };
}
