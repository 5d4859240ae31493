using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>A client's replies, to and from the message that carries them between nodes.</summary>
public static class ReplyCodec
{
    /// <summary>Puts a reply into a message.</summary>
    /// <exception cref="ArgumentException">It is of a kind that has no place there.</exception>
    public static void Write(Messages.AnswerMessage message, ClientReply reply)
    {
        switch (reply)
        {
            case Taken taken:
                message.Taken = new Messages.Taken { Seq = taken.Seq, Changed = taken.Changed, Repeated = taken.Repeated, Notice = SettingsParts.Write(taken.Notice) };
                break;
            case Refused refused:
                message.Refused = new Messages.Refused { Seq = refused.Seq, Refusal = RefusalCodec.Write(refused.Refusal), LastSeq = refused.LastSeq };
                break;
            case Opened opened:
                message.Opened = new Messages.Opened { LastSeq = opened.LastSeq, Present = opened.Present, Managed = SettingsParts.Write(opened.Managed) };
                break;
            case Done:
                message.Done = new Messages.Done();
                break;
            default:
                throw new ArgumentException($"A reply of the kind {reply.GetType().Name} has no message.", nameof(reply));
        }
    }

    /// <summary>The reply in a message; null: there is none that this version knows.</summary>
    /// <exception cref="JournalFormatException">A field of it is wrong.</exception>
    public static ClientReply? Read(Messages.AnswerMessage message)
    {
        var fields = new RowFields(NodeManifests.Answer);
        return message.ReplyCase switch
        {
            Messages.AnswerMessage.ReplyOneofCase.Taken => new Taken(message.Taken.Seq, message.Taken.Changed, message.Taken.Repeated) { Notice = SettingsParts.Read(fields, message.Taken.Notice) },
            Messages.AnswerMessage.ReplyOneofCase.Refused => new Refused(
                message.Refused.Seq,
                RefusalCodec.Read(fields, fields.Required(message.Refused.Refusal, "refused.refusal"), "refused.refusal"),
                message.Refused.LastSeq),
            Messages.AnswerMessage.ReplyOneofCase.Opened => new Opened(message.Opened.LastSeq, message.Opened.Present)
            {
                Managed = message.Opened.Managed is { } managed ? SettingsParts.Read(fields, managed, "opened.managed") : null,
            },
            Messages.AnswerMessage.ReplyOneofCase.Done => Done.Instance,
            _ => null,
        };
    }
}
