using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Protocol.Nodes;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>Messages to and from a client's actor.</summary>
internal static class ClientMessages
{
    /// <summary>What older nodes give a command: they tell the moment by their own clock, which says nothing here.</summary>
    private static readonly TimeSpan OfOlderNodes = TimeSpan.FromSeconds(5);

    public static Messages.CommandMessage Write(ToClient to)
    {
        var message = new Messages.CommandMessage { Client = to.Client.Value, MayRedirect = to.MayRedirect };
        if (to.Deadline is { } deadline)
            message.TimeLeft = (long)deadline.Left.TotalMilliseconds;
        if (to.Body is GetClient)
            message.Get = new Messages.GetClient();
        else
            CommandCodec.Write(message, to.Body as ClientCommand ?? throw new ArgumentException($"{to.Body.GetType()} is nothing for a client.", nameof(to)));
        return message;
    }

    public static ToClient Read(Messages.CommandMessage message)
    {
        var fields = new NodeFields(NodeManifests.Command);
        return new ToClient(
            fields.Client(message.Client),
            message.BodyCase == Messages.CommandMessage.BodyOneofCase.Get ? new GetClient() : fields.Required(CommandCodec.Read(message), "body"),
            DeadlineOf(message),
            message.MayRedirect);
    }

    private static Deadline? DeadlineOf(Messages.CommandMessage message) =>
        message.HasTimeLeft ? Deadline.In(TimeSpan.FromMilliseconds(Math.Clamp(message.TimeLeft, 0, int.MaxValue)), TimeProvider.System)
        : message.HasDeadline ? Deadline.In(OfOlderNodes, TimeProvider.System)
        : null;

    public static Messages.AnswerMessage Write(ClientAnswer answer)
    {
        var message = new Messages.AnswerMessage
        {
            Client = answer.Client.Value,
            Kind = (int)answer.To.Kind,
            Session = answer.To.Session is { } session ? NodeFields.Write(session) : null,
            Seq = answer.To.Seq,
            Round = answer.To.Round,
            Offset = answer.Offset,
            Icon = answer.Icon?.Number ?? 0,
            LastSeq = answer.LastSeq,
        };
        ReplyCodec.Write(message, answer.Reply);
        return message;
    }

    public static ClientAnswer Read(Messages.AnswerMessage message)
    {
        var fields = new NodeFields(NodeManifests.Answer);
        return new ClientAnswer(
            fields.Client(message.Client),
            new Answered(
                fields.Member<AnsweredKind>(message.Kind, "kind"), message.Session is null ? null : fields.Session(message.Session, "session"), message.Seq,
                message.Round),
            fields.Required(ReplyCodec.Read(message), "reply"),
            message.Offset,
            fields.Icon(message.Icon),
            message.LastSeq);
    }

    public static Messages.ClientView Write(ClientView view) => new()
    {
        Client = view.Client.Value,
        State = NodeFields.Write(view.State),
        Offset = view.Offset,
        RecordedAt = NodeFields.Write(view.RecordedAt),
        Damage = view.Damage ?? "",
    };

    public static ClientView Read(Messages.ClientView message)
    {
        var fields = new NodeFields(NodeManifests.View);
        return new ClientView(
            fields.Client(message.Client), fields.State(message.State), message.Offset, fields.Time(message.RecordedAt, "recorded_at"),
            message.Damage.Length == 0 ? null : message.Damage);
    }
}
