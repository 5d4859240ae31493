using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>Commands for a client, to and from the message that carries them between nodes.</summary>
public static class CommandCodec
{
    /// <summary>Puts a command into a message.</summary>
    /// <exception cref="ArgumentException">It is of a kind that has no place there.</exception>
    public static void Write(Messages.CommandMessage message, ClientCommand command)
    {
        switch (command)
        {
            case TakeReport report:
                message.Report = Write(report);
                break;
            case OpenSession hello:
                message.Hello = Write(hello);
                break;
            case EndSession end:
                message.End = new Messages.EndSession
                {
                    Session = PartCodec.Write(end.Session),
                    Cause = (int)end.Cause,
                    GoodbyeReason = (int)end.Goodbye.GetValueOrDefault(),
                };
                break;
            case Reconsider:
                message.Age = new Messages.AgePattern();
                break;
            case PutNote put:
                message.Note = new Messages.PutNote { Text = put.Text ?? "", By = put.Operator.By, Address = put.Operator.Address };
                break;
            case PutTag put:
                message.Tag = new Messages.PutTag { Tag = put.Tag.Value, IsOn = put.IsOn, By = put.Operator.By, Address = put.Operator.Address };
                break;
            case PutSettings put:
                message.Settings = SettingsParts.Write(put);
                break;
            case AnswerSettings answer:
                message.SettingsAnswer = SettingsParts.Write(answer);
                break;
            case Forget forget:
                message.Forget = new Messages.Forget { Operator = forget.Operator == Operator.Unknown ? null : SettingsParts.Write(forget.Operator) };
                break;
            case OfferTask offer:
                message.OfferTask = TaskCommandCodec.Write(offer);
                break;
            case UpdateTask update:
                message.UpdateTask = TaskCommandCodec.Write(update);
                break;
            default:
                throw new ArgumentException($"A command of the kind {command.GetType().Name} has no message.", nameof(command));
        }
    }

    /// <summary>The command in a message; null: there is none that this version knows.</summary>
    /// <exception cref="JournalFormatException">A field of it is wrong.</exception>
    public static ClientCommand? Read(Messages.CommandMessage message)
    {
        var fields = new RowFields(NodeManifests.Command);
        return message.BodyCase switch
        {
            Messages.CommandMessage.BodyOneofCase.Report => Read(fields, message.Report),
            Messages.CommandMessage.BodyOneofCase.Hello => Read(fields, message.Hello),
            Messages.CommandMessage.BodyOneofCase.End => Read(fields, message.End),
            Messages.CommandMessage.BodyOneofCase.Age => new Reconsider(),
            Messages.CommandMessage.BodyOneofCase.Forget => new Forget(message.Forget.Operator is { } by ? new Operator(by.By, by.Address) : Operator.Unknown),
            Messages.CommandMessage.BodyOneofCase.Note => new PutNote(PartCodec.TextOrNull(message.Note.Text), new Operator(message.Note.By, message.Note.Address)),
            Messages.CommandMessage.BodyOneofCase.Tag => new PutTag(fields.Tag(message.Tag.Tag, "tag.tag"), message.Tag.IsOn, new Operator(message.Tag.By, message.Tag.Address)),
            Messages.CommandMessage.BodyOneofCase.Settings => SettingsParts.Read(fields, message.Settings),
            Messages.CommandMessage.BodyOneofCase.SettingsAnswer => SettingsParts.Read(fields, message.SettingsAnswer),
            Messages.CommandMessage.BodyOneofCase.OfferTask => TaskCommandCodec.Read(fields, message.OfferTask),
            Messages.CommandMessage.BodyOneofCase.UpdateTask => TaskCommandCodec.Read(fields, message.UpdateTask),
            _ => null,
        };
    }

    private static Messages.TakeReport Write(TakeReport report)
    {
        var told = new Messages.TakeReport
        {
            Seq = report.Seq,
            Acked = report.Acked,
            ObservedAt = report.ObservedAt.Milliseconds(),
            Facts = ReportedFactsCodec.Write(report.Facts),
            Via = report.Via is { } via ? PartCodec.Write(via) : null,
            Fault = report.Fault is null ? null : RefusalCodec.Write(report.Fault),
            Round = report.Round,
        };
        if (report.Epoch is { } epoch)
            told.Epoch = epoch;
        return told;
    }

    private static Messages.OpenSession Write(OpenSession hello)
    {
        var told = new Messages.OpenSession
        {
            Session = PartCodec.Write(hello.Session),
            Group = hello.Group?.Value ?? "",
            AgentVersion = hello.AgentVersion ?? "",
            BacklogThrough = hello.BacklogThrough,
            Capabilities = (int)hello.Capabilities,
            SettingsTag = hello.SettingsTag,
        };
        if (hello.Epoch is { } epoch)
            told.Epoch = epoch;
        return told;
    }

    private static TakeReport Read(RowFields fields, Messages.TakeReport told) => new(
        told.Seq,
        told.Acked,
        fields.Time(told.ObservedAt, "report.observed_at"),
        ReportedFactsCodec.Read(fields, fields.Required(told.Facts, "report.facts")),
        told.Via is null ? null : PartCodec.Read(told.Via),
        told.Fault is null ? null : RefusalCodec.Read(fields, told.Fault, "report.fault"),
        told.HasEpoch ? told.Epoch : null)
    {
        Round = told.Round,
    };

    private static OpenSession Read(RowFields fields, Messages.OpenSession told) => new(
        PartCodec.Read(fields.Required(told.Session, "hello.session")),
        fields.GroupOrNone(told.Group, "hello.group"),
        PartCodec.TextOrNull(told.AgentVersion),
        told.BacklogThrough,
        told.HasEpoch ? told.Epoch : null)
    {
        Capabilities = (Capabilities)told.Capabilities,
        SettingsTag = told.SettingsTag,
    };

    private static EndSession Read(RowFields fields, Messages.EndSession told) => new(
        PartCodec.Read(fields.Required(told.Session, "end.session")),
        fields.Member<PresenceCause>(told.Cause, "end.cause"),
        fields.MemberOrNone<GoodbyeReason>(told.GoodbyeReason, "end.goodbye_reason"));
}
