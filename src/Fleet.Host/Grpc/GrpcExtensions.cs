using Fleet.Host.Grpc.Messages;
using Fleet.Protocol.Wire;
using Grpc.AspNetCore.Server;

namespace Fleet.Host.Grpc;

/// <summary>Wires gRPC into the host.</summary>
internal static class GrpcExtensions
{
    public static void AddGrpcApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UnfinishedMessages>();
        builder.Services.AddGrpc(grpc =>
            {
                grpc.MaxReceiveMessageSize = MessageBounds.MaxQuestionBytes;
                // A question is short. Unpacked without a bound, a few bytes are gigabytes.
                grpc.CompressionProviders = [];
                // Else every address of two segments were one of a gRPC method that nobody knows, and a wrong HTTP method there a wrong address.
                grpc.IgnoreUnknownServices = true;
            })
            .AddServiceOptions<ClientsService>(grpc => Take(grpc, ClientInputs.MaxBytes))
            .AddServiceOptions<RelayService>(grpc => Take(grpc, RelayInputs.MaxBytes));
        builder.Services.AddGrpcReflection();
    }

    public static void MapGrpcApi(this WebApplication app)
    {
        app.UseBoundedMessages();
        app.MapGrpcService<ClientsService>();
        app.MapGrpcService<RelayService>();
        app.MapGrpcService<WatchService>();
        app.MapGrpcReflectionService();
    }

    /// <summary>A byte more than the codecs take: what is larger is refused by name and does not end its stream.</summary>
    private static void Take<T>(GrpcServiceOptions<T> grpc, int maxBytes) where T : class
    {
        grpc.MaxReceiveMessageSize = maxBytes + 1;
        grpc.CompressionProviders = [new BoundedCompression(maxBytes)];
    }
}
