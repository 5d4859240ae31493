using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Host.Tests.Grpc;

/// <summary>A client of the test's making on a real stream. It sends bytes, so that it can also send rubbish.</summary>
internal sealed class ClientSession : IDisposable
{
    private static readonly Method<byte[], ServerMessage> Connect = new(
        MethodType.DuplexStreaming,
        FleetClients.Descriptor.FullName,
        "Connect",
        Marshallers.Create(bytes => bytes, bytes => bytes),
        Marshallers.Create(message => message.ToByteArray(), ServerMessage.Parser.ParseFrom));

    private readonly GrpcChannel? _own;
    private readonly AsyncDuplexStreamingCall<byte[], ServerMessage> _call;
    private ClientMessage? _lastReport;
    private ClientMessage? _lastHello;

    /// <summary>On a connection of its own.</summary>
    public ClientSession(Uri server)
        : this(GrpcChannel.ForAddress(server), isOwn: true)
    {
    }

    /// <summary>On a connection that carries others as well.</summary>
    public ClientSession(GrpcChannel channel)
        : this(channel, isOwn: false)
    {
    }

    private ClientSession(GrpcChannel channel, bool isOwn)
    {
        _own = isOwn ? channel : null;
        _call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Connect, host: null, new CallOptions());
    }

    public Task Send(byte[] bytes) => _call.RequestStream.WriteAsync(bytes);

    public Task Send(ClientMessage message)
    {
        _lastReport = message.Report is null ? _lastReport : message;
        _lastHello = message.Hello is null ? _lastHello : message;
        return Send(message.ToByteArray());
    }

    public Task Hello(string id, long backlogThrough = 0, string group = "") =>
        Send(new ClientMessage { Hello = new Hello { ClientId = id, BacklogThrough = backlogThrough, Group = group } });

    public Task Report(long seq, Facts facts) => Send(new ClientMessage
    {
        Report = new Report { Seq = seq, Acked = seq - 1, ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(), Facts = facts },
    });

    public Task Goodbye(GoodbyeReason reason) => Send(new ClientMessage { Goodbye = new Goodbye { Reason = reason } });

    /// <summary>The next message; null at the end of the stream.</summary>
    public async Task<ServerMessage?> Next()
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        return await _call.ResponseStream.MoveNext(limit.Token) ? _call.ResponseStream.Current : null;
    }

    /// <summary>The next message of one kind; those before it are passed over. What the host could not take yet is told again, and that is no answer.</summary>
    public async Task<ServerMessage> Next(ServerMessage.MessageOneofCase kind)
    {
        while (await Next() is { } message)
        {
            if (message.Refusal is { RetryAfter: not null, Code: "busy" or "unavailable" } refusal && Said(refusal.Seq) is { } refused)
                await Send(refused);
            else if (message.MessageCase == kind)
                return message;
        }

        throw new InvalidOperationException($"The stream ended before a {kind}.");
    }

    public async Task Welcomed(string id)
    {
        await Hello(id);
        await Next(ServerMessage.MessageOneofCase.Welcome);
    }

    public void Dispose()
    {
        _call.Dispose();
        _own?.Dispose();
    }

    /// <summary>What was refused, if it is the last hello or the last report.</summary>
    private ClientMessage? Said(long seq) => seq == 0 ? _lastHello : seq == _lastReport?.Report.Seq ? _lastReport : null;
}
