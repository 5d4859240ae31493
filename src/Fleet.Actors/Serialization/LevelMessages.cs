using Fleet.Actors.Levels;
using Fleet.Core.Settings;
using Fleet.Protocol.Nodes;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>Messages of the settings of the fleet and its groups.</summary>
internal static class LevelMessages
{
    public static Messages.PutLevel Write(PutLevelSettings put)
    {
        var message = new Messages.PutLevel
        {
            Group = put.Group?.Value ?? "",
            Which = (int)put.Patch.Which,
            Values = NodeFields.Write(put.Patch.Values),
            Operator = NodeFields.Write(put.Operator),
        };
        if (put.IfMatch is { } ifMatch)
            message.IfMatch = ifMatch;
        return message;
    }

    public static PutLevelSettings Read(Messages.PutLevel message)
    {
        var fields = new NodeFields(NodeManifests.PutLevel);
        return new PutLevelSettings(
            fields.Group(message.Group), fields.Patch(message.Which, message.Values), NodeFields.Operator(message.Operator), message.HasIfMatch ? message.IfMatch : null);
    }

    public static Messages.LevelAnswer Write(LevelAnswer answer) => new()
    {
        Group = answer.Group?.Value ?? "",
        Settings = NodeFields.Write(answer.Level.Settings),
        Offset = answer.Level.Offset,
        Changed = answer.Changed,
        Refusal = NodeFields.Write(answer.Refusal),
    };

    public static LevelAnswer Read(Messages.LevelAnswer message)
    {
        var fields = new NodeFields(NodeManifests.LevelAnswer);
        return new LevelAnswer(
            fields.Group(message.Group), new PutLevel(fields.Level(message.Settings, "settings"), message.Offset), message.Changed, fields.Refusal(message.Refusal));
    }

    public static Messages.LevelTold Write(LevelTold told) => new()
    {
        Group = told.Group?.Value ?? "",
        Settings = NodeFields.Write(told.Level.Settings),
        Offset = told.Level.Offset,
    };

    public static LevelTold Read(Messages.LevelTold message)
    {
        var fields = new NodeFields(NodeManifests.LevelTold);
        return new LevelTold(fields.Group(message.Group), new PutLevel(fields.Level(message.Settings, "settings"), message.Offset));
    }
}
