using Fleet.Testing;
using Fleet.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Host.Tests.Grpc;

/// <summary>A call of <c>FleetWatch.IconChanges</c>.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly AsyncServerStreamingCall<WatchMessage> _call;

    public Watcher(Uri server, WatchRequest request)
    {
        _channel = GrpcChannel.ForAddress(server);
        _call = new FleetWatch.FleetWatchClient(_channel).IconChanges(request);
    }

    /// <summary>The next message; fails when the stream has ended.</summary>
    public async Task<WatchMessage> Next()
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        return await _call.ResponseStream.MoveNext(limit.Token)
            ? _call.ResponseStream.Current
            : throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>The changes up to the next message of a kind, and that message.</summary>
    public async Task<(List<ClientIconChanged> Changes, WatchMessage Last)> Until(WatchMessage.MessageOneofCase kind)
    {
        var changes = new List<ClientIconChanged>();
        while (true)
        {
            var message = await Next();
            if (message.MessageCase == kind)
                return (changes, message);
            if (message.MessageCase == WatchMessage.MessageOneofCase.IconChanged)
                changes.Add(message.IconChanged);
        }
    }

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }
}
