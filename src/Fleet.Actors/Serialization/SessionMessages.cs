using Fleet.Actors.Client;
using Fleet.Core.Clients;
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

    public static Messages.ManagedPushed Write(ManagedPushed pushed) => new()
    {
        Client = pushed.Client.Value,
        Session = NodeFields.Write(pushed.Session),
        Managed = NodeFields.Write(pushed.Managed),
    };

    public static ManagedPushed Read(Messages.ManagedPushed message)
    {
        var fields = new NodeFields(NodeManifests.Managed);
        return new ManagedPushed(fields.Client(message.Client), fields.Session(message.Session, "session"), fields.Managed(message.Managed));
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

    public static Messages.SessionAsked Write(SessionAsked asked) => new() { Client = asked.Client.Value, Session = NodeFields.Write(asked.Session) };

    public static SessionAsked Read(Messages.SessionAsked message)
    {
        var fields = new NodeFields(NodeManifests.PingQuestion);
        return new SessionAsked(fields.Client(message.Client), fields.Session(message.Session, "session"));
    }

    public static Messages.SessionVerified Write(SessionVerified verified)
    {
        var message = new Messages.SessionVerified { Client = verified.Client.Value, Session = NodeFields.Write(verified.Session) };
        if (verified.Seen is { } seen)
            (message.SeenAt, message.IsAnswer) = (NodeFields.Write(seen.At), seen.IsAnswer);
        return message;
    }

    public static SessionVerified Read(Messages.SessionVerified message)
    {
        var fields = new NodeFields(NodeManifests.PingAnswer);
        return new SessionVerified(
            fields.Client(message.Client), fields.Session(message.Session, "session"),
            message.HasSeenAt ? new Sighting(fields.Time(message.SeenAt, "seen_at"), message.IsAnswer) : null);
    }
}
