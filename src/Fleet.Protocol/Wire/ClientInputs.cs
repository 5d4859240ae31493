using System.Buffers;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Google.Protobuf;

namespace Fleet.Protocol.Wire;

/// <summary>Reads what clients send. Whatever comes, the answer is an input: nothing here throws.</summary>
public static class ClientInputs
{
    /// <summary>Bytes that one message may have; honest ones have a few hundred at most.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxAgentVersionLength = 64;

    private const int MaxTagLength = 64;

    private static readonly MessageParser<V1.ClientMessage> Parser = V1.ClientMessage.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads the bytes of a <see cref="V1.ClientMessage"/>.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="relayed">The client that the relay speaks for; null: the message did not come through a relay.</param>
    public static ClientInput Read(ReadOnlySequence<byte> bytes, ClientId? relayed = null)
    {
        if (bytes.Length > MaxBytes)
            return Unreadable(RefusalCode.TooLarge, $"A message takes at most {MaxBytes} bytes.");
        try
        {
            return Decode(Parser.ParseFrom(bytes), relayed);
        }
        catch (InvalidProtocolBufferException)
        {
            return Unreadable(RefusalCode.Malformed, "The bytes are no fleet.v1.ClientMessage.");
        }
    }

    /// <summary>Reads a parsed message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="relayed">The client that the relay speaks for; null: the message did not come through a relay.</param>
    public static ClientInput Decode(V1.ClientMessage message, ClientId? relayed = null) => message.MessageCase switch
    {
        V1.ClientMessage.MessageOneofCase.Hello => Decode(message.Hello, relayed),
        V1.ClientMessage.MessageOneofCase.Report => ReportInputs.Decode(message.Report),
        V1.ClientMessage.MessageOneofCase.Heartbeat => ClientInput.Heartbeat.Instance,
        V1.ClientMessage.MessageOneofCase.SettingsApplied => Decode(message.SettingsApplied),
        V1.ClientMessage.MessageOneofCase.Goodbye => Decode(message.Goodbye),
        V1.ClientMessage.MessageOneofCase.Pong => new ClientInput.Pong(message.Pong.Id),
        V1.ClientMessage.MessageOneofCase.TaskUpdate => TaskInputs.Decode(message.TaskUpdate),
        _ => Unreadable(RefusalCode.Malformed, "The message is none of hello, report, heartbeat and goodbye."),
    };

    internal static ClientInput Unreadable(RefusalCode code, string message) => new ClientInput.Unreadable(new Refusal(code, message));

    private static ClientInput Decode(V1.Hello hello, ClientId? relayed)
    {
        var fields = new Fields();
        var client = relayed is not null && hello.ClientId.Length == 0 ? relayed : fields.Client(hello.ClientId, "clientId");
        if (relayed is not null && client != relayed)
            fields.Refuse(RefusalCode.Contradiction, "clientId", "clientId is not the client that the relay names.");
        var group = hello.Group.Length == 0 ? null : fields.Group(hello.Group, "group");
        if (hello.BacklogThrough is < 0 or > ClientCommand.MaxSeq)
            fields.OutOfRange("backlogThrough", $"a number from 0 to {ClientCommand.MaxSeq}");
        var version = hello.AgentVersion.Length == 0 ? null : fields.Text(hello.AgentVersion, MaxAgentVersionLength, "agentVersion");
        var epoch = hello.Epoch.Length == 0 ? "" : fields.Text(hello.Epoch, Epochs.MaxLength, "epoch");
        var tag = hello.SettingsTag.Length == 0 ? "" : fields.Text(hello.SettingsTag, MaxTagLength, "settingsTag");
        return fields.Fault is { } fault
            ? new ClientInput.Unreadable(fault)
            : new ClientInput.Hello(client!, group, hello.BacklogThrough, version, hello.FollowsRedirects, CapabilitiesOf(hello), epoch!, tag!);
    }

    /// <summary>Those that this version knows: a newer client names others.</summary>
    private static Capabilities CapabilitiesOf(V1.Hello hello)
    {
        var known = Capabilities.None;
        foreach (var word in hello.Capabilities)
            known |= Words.TryParse<Capabilities>(word, out var capability) ? capability : Capabilities.None;
        return known;
    }

    /// <summary>Whatever the error says is shown to people: what is no plain text in it is left out. A tag that nobody sent is found out by who sent others.</summary>
    private static ClientInput.SettingsAnswer Decode(V1.SettingsApplied answer) =>
        new(answer.Tag, answer.Error.Length == 0 ? null : Fields.Plain(answer.Error, FailedSettings.MaxErrorLength));

    private static ClientInput Decode(V1.Goodbye goodbye)
    {
        var fields = new Fields();
        return fields.Member<GoodbyeReason>((int)goodbye.Reason, "reason") is { } reason
            ? new ClientInput.SaidGoodbye(reason)
            : new ClientInput.Unreadable(fields.Fault!);
    }
}
