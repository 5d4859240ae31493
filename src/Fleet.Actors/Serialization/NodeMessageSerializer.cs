using System.Collections.Frozen;
using Akka.Actor;
using Akka.Serialization;
using Fleet.Actors.Client;
using Fleet.Actors.Levels;
using Fleet.ReadModel.Store;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Tasks;
using Fleet.Protocol.Journal;
using Fleet.Protocol.Nodes;
using Google.Protobuf;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>
/// All messages between nodes: protobuf, by fleet/nodes/v1/messages.proto, where the rule stands by which versions live side by side.
/// </summary>
/// <param name="system">Given by Akka.</param>
public sealed class NodeMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly FrozenDictionary<Type, string> ManifestOf = new Dictionary<Type, string>
    {
        [typeof(ToClient)] = NodeManifests.Command,
        [typeof(ClientAnswer)] = NodeManifests.Answer,
        [typeof(ClientView)] = NodeManifests.View,
        [typeof(IconPushed)] = NodeManifests.Icon,
        [typeof(SessionOver)] = NodeManifests.Over,
        [typeof(SessionAsked)] = NodeManifests.PingQuestion,
        [typeof(SessionVerified)] = NodeManifests.PingAnswer,
        [typeof(ManagedPushed)] = NodeManifests.Managed,
        [typeof(PutLevelSettings)] = NodeManifests.PutLevel,
        [typeof(LevelAnswer)] = NodeManifests.LevelAnswer,
        [typeof(LevelTold)] = NodeManifests.LevelTold,
        [typeof(ProjectorMessage.StartRebuild)] = NodeManifests.Rebuild,
        [typeof(ProjectorMessage.TellStatus)] = NodeManifests.StatusQuestion,
        [typeof(ReadModelStatus)] = NodeManifests.Status,
        [typeof(TaskMessage.MakeTask)] = NodeManifests.CreateTask,
        [typeof(TaskMessage.OrderTask)] = NodeManifests.OrderTask,
        [typeof(TaskAnswer)] = NodeManifests.TaskAnswer,
        [typeof(TaskSent)] = NodeManifests.TaskSent,
    }.ToFrozenDictionary();

    /// <summary>What it takes.</summary>
    public static IReadOnlyCollection<Type> Types => ManifestOf.Keys;

    /// <summary>Goes with every message: never to be changed.</summary>
    public override int Identifier => 1972;

    /// <inheritdoc/>
    public override string Manifest(object o) => ManifestOf.GetValueOrDefault(o.GetType()) ?? throw Unknown(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Write(obj).ToByteArray();

    /// <summary>Reads a message.</summary>
    /// <exception cref="NodeMessageException">It is damaged, or of a kind that this version does not know.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return manifest switch
            {
                NodeManifests.Command => ClientMessages.Read(Messages.CommandMessage.Parser.ParseFrom(bytes)),
                NodeManifests.Answer => ClientMessages.Read(Messages.AnswerMessage.Parser.ParseFrom(bytes)),
                NodeManifests.View => ClientMessages.Read(Messages.ClientView.Parser.ParseFrom(bytes)),
                NodeManifests.Icon => SessionMessages.Read(Messages.IconPushed.Parser.ParseFrom(bytes)),
                NodeManifests.Over => SessionMessages.Read(Messages.SessionOver.Parser.ParseFrom(bytes)),
                NodeManifests.PingQuestion => SessionMessages.Read(Messages.SessionAsked.Parser.ParseFrom(bytes)),
                NodeManifests.PingAnswer => SessionMessages.Read(Messages.SessionVerified.Parser.ParseFrom(bytes)),
                NodeManifests.Managed => SessionMessages.Read(Messages.ManagedPushed.Parser.ParseFrom(bytes)),
                NodeManifests.PutLevel => LevelMessages.Read(Messages.PutLevel.Parser.ParseFrom(bytes)),
                NodeManifests.LevelAnswer => LevelMessages.Read(Messages.LevelAnswer.Parser.ParseFrom(bytes)),
                NodeManifests.LevelTold => LevelMessages.Read(Messages.LevelTold.Parser.ParseFrom(bytes)),
                NodeManifests.Rebuild => new ProjectorMessage.StartRebuild(),
                NodeManifests.StatusQuestion => new ProjectorMessage.TellStatus(),
                NodeManifests.Status => ProjectorMessages.Read(Messages.ReadModelStatus.Parser.ParseFrom(bytes)),
                NodeManifests.CreateTask => TaskMessages.Read(Messages.CreateTask.Parser.ParseFrom(bytes)),
                NodeManifests.OrderTask => TaskMessages.Read(Messages.OrderTask.Parser.ParseFrom(bytes)),
                NodeManifests.TaskAnswer => TaskMessages.Read(Messages.TaskAnswer.Parser.ParseFrom(bytes)),
                NodeManifests.TaskSent => TaskMessages.Read(Messages.TaskSent.Parser.ParseFrom(bytes)),
                _ => throw new NodeMessageException(manifest, "this version knows no such kind; a newer one sends it too early"),
            };
        }
        catch (InvalidProtocolBufferException damage)
        {
            throw new NodeMessageException(manifest, "the bytes are cut short or damaged", damage);
        }
        catch (JournalFormatException fault)
        {
            throw new NodeMessageException(manifest, fault.Message.TrimEnd('.'), fault);
        }
    }

    private static IMessage Write(object o) => o switch
    {
        ToClient to => ClientMessages.Write(to),
        ClientAnswer answer => ClientMessages.Write(answer),
        ClientView view => ClientMessages.Write(view),
        IconPushed pushed => SessionMessages.Write(pushed),
        SessionOver over => SessionMessages.Write(over),
        SessionAsked asked => SessionMessages.Write(asked),
        SessionVerified verified => SessionMessages.Write(verified),
        ManagedPushed pushed => SessionMessages.Write(pushed),
        PutLevelSettings put => LevelMessages.Write(put),
        LevelAnswer answer => LevelMessages.Write(answer),
        LevelTold told => LevelMessages.Write(told),
        ProjectorMessage.StartRebuild => new Messages.StartRebuild(),
        ProjectorMessage.TellStatus => new Messages.TellStatus(),
        ReadModelStatus status => ProjectorMessages.Write(status),
        TaskMessage.MakeTask create => TaskMessages.Write(create),
        TaskMessage.OrderTask follow => TaskMessages.Write(follow),
        TaskAnswer answer => TaskMessages.Write(answer),
        TaskSent sent => TaskMessages.Write(sent),
        _ => throw Unknown(o),
    };

    private static ArgumentException Unknown(object o) => new($"{o.GetType()} is no message between nodes.", nameof(o));
}
