using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Host.Tests.Overload;

/// <summary>A relay of the test's making on a connection of its own: a write ends when the server has room for it.</summary>
internal sealed class RelaySession : IDisposable
{
    private static readonly Method<byte[], RelayReplies> Relay = new(
        MethodType.DuplexStreaming, FleetRelay.Descriptor.FullName, "Relay", Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(message => message.ToByteArray(), RelayReplies.Parser.ParseFrom));

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<byte[], RelayReplies> _call;

    public RelaySession(Uri server)
    {
        _channel = GrpcChannel.ForAddress(server);
        _call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(Relay, host: null, new CallOptions());
    }

    /// <summary>A batch of what clients say, the same bytes under as many names as are wanted.</summary>
    public Task Send(IEnumerable<(string Client, byte[] Message)> said) => _call.RequestStream.WriteAsync(Batch(said));

    /// <summary>A batch in which every client says the same.</summary>
    public Task Send(IEnumerable<string> clients, ClientMessage said) => _call.RequestStream.WriteAsync(
        new RelayBatch { Messages = { clients.Select(client => new RelayMessage { ClientId = client, Message = said }) } }.ToByteArray());

    /// <summary>All clients say hello, those that are told to come again once more, until each has its welcome.</summary>
    public async Task Welcomed(params IReadOnlyCollection<string> clients)
    {
        var hello = new ClientMessage { Hello = new Hello() };
        var waiting = clients.ToHashSet();
        await Send(clients, hello);
        while (waiting.Count > 0)
        {
            foreach (var reply in await Next())
            {
                if (reply.Message.Welcome is not null)
                    waiting.Remove(reply.ClientId);
                else if (reply.Message.Refusal?.RetryAfter is not null)
                    await Send([reply.ClientId], hello);
            }
        }
    }

    /// <summary>What the server says next.</summary>
    public async Task<IReadOnlyList<RelayReply>> Next()
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        return await _call.ResponseStream.MoveNext(limit.Token) ? _call.ResponseStream.Current.Replies : throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>A report.</summary>
    /// <param name="seq">Its number.</param>
    /// <param name="padding">So many bytes more than it needs, in a field that the server does not know.</param>
    public static ClientMessage Report(long seq, int padding = 0)
    {
        var report = new ClientMessage
        {
            Report = new Report
            {
                Seq = seq,
                ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(),
                Facts = new Facts
                {
                    ScanMethod = ScanMethod.Smart,
                    SmartProtection = SmartProtection.Connected,
                    RealTimeScan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Stopped,
                    Pattern = new Pattern { Version = $"17.{seq}.00", ReleasedAt = DateTimeOffset.UnixEpoch.ToTimestamp() },
                },
            },
        };
        using var field = new MemoryStream();
        using (var output = new CodedOutputStream(field, leaveOpen: true))
        {
            output.WriteTag(1000, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(new byte[padding]));
        }

        report.MergeFrom(field.ToArray());
        return report;
    }

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }

    private static byte[] Batch(IEnumerable<(string Client, byte[] Message)> said)
    {
        using var batch = new MemoryStream();
        using (var output = new CodedOutputStream(batch, leaveOpen: true))
        {
            foreach (var (client, message) in said)
            {
                var (name, bytes) = (ByteString.CopyFromUtf8(client), UnsafeByteOperations.UnsafeWrap(message));
                output.WriteTag(RelayBatch.MessagesFieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteLength(2 + CodedOutputStream.ComputeBytesSize(name) + CodedOutputStream.ComputeBytesSize(bytes));
                output.WriteTag(RelayMessage.ClientIdFieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(name);
                output.WriteTag(RelayMessage.MessageFieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(bytes);
            }
        }

        return batch.ToArray();
    }
}
