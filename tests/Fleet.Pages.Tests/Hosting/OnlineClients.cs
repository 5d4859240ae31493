using Fleet.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Pages.Tests.Hosting;

/// <summary>Clients with sessions, which understand tasks and settings and answer nothing.</summary>
internal sealed class OnlineClients : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly List<AsyncDuplexStreamingCall<ClientMessage, ServerMessage>> _calls = [];

    private OnlineClients(GrpcChannel channel) => _channel = channel;

    /// <summary>Opens their sessions, and waits for the welcomes.</summary>
    public static async Task<OnlineClients> Open(Uri grpc, params string[] ids)
    {
        var clients = new OnlineClients(GrpcChannel.ForAddress(grpc));
        var stub = new FleetClients.FleetClientsClient(clients._channel);
        foreach (var id in ids)
        {
            var call = stub.Connect();
            clients._calls.Add(call);
            await call.RequestStream.WriteAsync(new ClientMessage { Hello = new Hello { ClientId = id, Group = "desk", Capabilities = { "tasks" } } });
            while (await call.ResponseStream.MoveNext(CancellationToken.None) && call.ResponseStream.Current.Welcome is null)
            {
            }
        }

        return clients;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var call in _calls)
            call.Dispose();
        await _channel.ShutdownAsync();
        _channel.Dispose();
    }
}
