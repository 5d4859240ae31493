using Fleet.Actors.Client;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Nodes;
using Fleet.Protocol.Wire;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>Messages to a session.</summary>
internal static class SessionMessages
{
    public static Messages.IconPushed Write(IconPushed pushed) => new()
    {
        Client = pushed.Client.Value,
        Session = NodeFields.Write(pushed.Session),
        Change = NodeFields.Write(pushed.Change),
        ObservedAt = NodeFields.Write(pushed.ObservedAt),
        RecordedAt = NodeFields.Write(pushed.RecordedAt),
        Offset = pushed.Offset,
        DuplicateIdentity = pushed.Change.Conditions.HasFlag(Conditions.DuplicateIdentity),
    };

    public static IconPushed Read(Messages.IconPushed message)
    {
        var fields = new NodeFields(NodeManifests.Icon);
        var change = fields.IconChange(message.Change);
        return new IconPushed(
            fields.Client(message.Client),
            fields.Session(message.Session, "session"),
            message.DuplicateIdentity ? change with { Conditions = change.Conditions | Conditions.DuplicateIdentity } : change,
            fields.Time(message.ObservedAt, "observed_at"),
            fields.Time(message.RecordedAt, "recorded_at"),
            message.Offset);
    }

    public static Messages.SessionOver Write(SessionOver over) => new()
    {
        Client = over.Client.Value,
        Session = NodeFields.Write(over.Session),
        Reason = (int)over.Reason,
        Address = over.Address ?? "",
    };

    public static SessionOver Read(Messages.SessionOver message)
    {
        var fields = new NodeFields(NodeManifests.Over);
        return new SessionOver(
            fields.Client(message.Client), fields.Session(message.Session, "session"), fields.Member<ClosingReason>(message.Reason, "reason"),
            message.Address.Length == 0 ? null : message.Address);
    }
}
