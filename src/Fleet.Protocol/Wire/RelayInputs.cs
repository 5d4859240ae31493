using System.Buffers;
using System.Collections;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Internal.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Fleet.Protocol.Wire;

/// <summary>Reads what relays send. Whatever comes, the answer is a list: nothing here throws, and no client's fault is another's.</summary>
public static class RelayInputs
{
    /// <summary>Messages that one batch may have.</summary>
    public const int MaxMessages = 10_000;

    /// <summary>Bytes that one batch may have: so many messages of 400 bytes each, more than honest ones have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int MaxNameBytes = 128;

    /// <summary>Reads the bytes of a <see cref="V1.RelayBatch"/>. A batch of which no client can be made out gives one input without a name.</summary>
    public static IReadOnlyList<RelayedInput> Read(ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return Nobody(RefusalCode.TooLarge, $"A batch takes at most {MaxBytes} bytes.");
        try
        {
            var batch = RawRelayBatch.Parser.ParseFrom(bytes).Messages;
            return batch.Count <= MaxMessages
                ? new Unread(batch)
                : Nobody(RefusalCode.TooLarge, $"A batch takes at most {MaxMessages} messages.");
        }
        catch (InvalidProtocolBufferException)
        {
            return Nobody(RefusalCode.Malformed, "The bytes are no fleet.v1.RelayBatch.");
        }
    }

    private static RelayedInput[] Nobody(RefusalCode code, string message) =>
        [new RelayedInput("", Client: null, ClientInputs.Unreadable(code, message))];

    private static RelayedInput Read(ByteString bytes)
    {
        try
        {
            var message = RawRelayMessage.Parser.ParseFrom(bytes);
            var name = message.ClientId.Span;
            var text = Encoding.UTF8.GetString(name[..Math.Min(name.Length, MaxNameBytes)]);
            var fields = new Fields();
            if (name.Length > MaxNameBytes)
                fields.OutOfRange("clientId", ClientId.Rule);
            var client = fields.Client(text, "clientId");
            return fields.Fault is null
                ? new RelayedInput(text, client, ClientInputs.Read(new ReadOnlySequence<byte>(message.Message.Memory), client))
                : new RelayedInput(text, Client: null, new ClientInput.Unreadable(fields.Fault));
        }
        catch (InvalidProtocolBufferException)
        {
            return new RelayedInput("", Client: null, ClientInputs.Unreadable(RefusalCode.Malformed, "The bytes are no fleet.v1.RelayMessage."));
        }
    }

    /// <summary>Each message is read when its turn comes: what is read of a batch takes several times as many bytes as it has.</summary>
    private sealed class Unread(RepeatedField<ByteString> batch) : IReadOnlyList<RelayedInput>
    {
        public int Count => batch.Count;

        public RelayedInput this[int index] => Read(batch[index]);

        public IEnumerator<RelayedInput> GetEnumerator() => batch.Select(Read).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
