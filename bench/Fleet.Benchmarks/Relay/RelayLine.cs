using System.Collections.Concurrent;
using System.Threading.Channels;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Benchmarks.Relay;

/// <summary>One stream of an update agent to a host: what its clients say goes there in batches, and what comes back is dealt out to them.</summary>
/// <remarks>It keeps little: where the host does not read, its clients are not read either.</remarks>
internal sealed class RelayLine(AsyncDuplexStreamingCall<RelayBatch, RelayReplies> call)
{
    private readonly Channel<RelayMessage> _said = Channel.CreateBounded<RelayMessage>(new BoundedChannelOptions(2 * RelayStream.LargestBatch) { SingleReader = true });
    private readonly ConcurrentDictionary<string, ChannelWriter<ServerMessage>> _clients = new();

    /// <summary>Runs until the host ends the stream.</summary>
    public Task Run(CancellationToken stop) => RelayStream.Run(call, _said.Reader, Hear, stop);

    /// <summary>A client has come. Who had its name before hears no more.</summary>
    public void Attach(string client, ChannelWriter<ServerMessage> replies)
    {
        _clients.TryGetValue(client, out var before);
        _clients[client] = replies;
        before?.TryComplete();
    }

    /// <summary>A client has gone.</summary>
    public void Detach(string client, ChannelWriter<ServerMessage> replies) => _clients.TryRemove(new(client, replies));

    /// <summary>Hands on what a client says, once there is room for it.</summary>
    public ValueTask Take(string client, ClientMessage message, CancellationToken cancel) =>
        _said.Writer.WriteAsync(new RelayMessage { ClientId = client, Message = message }, cancel);

    private void Hear(string client, ServerMessage message)
    {
        if (_clients.TryGetValue(client, out var replies))
            replies.TryWrite(message);
    }
}
