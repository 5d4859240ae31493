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
                grpc.Interceptors.Add<GoneCallers>();
                grpc.MaxReceiveMessageSize = MessageBounds.MaxQuestionBytes;
                // A question is short. Unpacked without a bound, a few bytes are gigabytes; and an empty list is filled with gzip and deflate that have none.
                grpc.CompressionProviders = [new BoundedCompression(MessageBounds.MaxQuestionBytes)];
            })
            .AddServiceOptions<ClientsService>(grpc => Take(grpc, ClientInputs.MaxBytes))
            .AddServiceOptions<RelayService>(grpc => Take(grpc, RelayInputs.MaxBytes));
        builder.Services.AddGrpcReflection();
    }

    /// <summary>What every call passes.</summary>
    public static void UseGrpcApi(this IApplicationBuilder grpc)
    {
        grpc.UseRouting();
        grpc.UseBoundedMessages();
    }

    public static void MapGrpcApi(this IEndpointRouteBuilder grpc)
    {
        grpc.MapGrpcService<ClientsService>();
        grpc.MapGrpcService<RelayService>();
        grpc.MapGrpcService<WatchService>();
        grpc.MapGrpcReflectionService();
    }

    /// <summary>A byte more than the codecs take: what is larger is refused by name and does not end its stream.</summary>
    private static void Take<T>(GrpcServiceOptions<T> grpc, int maxBytes) where T : class
    {
        grpc.MaxReceiveMessageSize = maxBytes + 1;
        grpc.CompressionProviders = [new BoundedCompression(maxBytes)];
    }
}
