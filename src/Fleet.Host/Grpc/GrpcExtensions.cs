namespace Fleet.Host.Grpc;

/// <summary>Wires gRPC into the host.</summary>
internal static class GrpcExtensions
{
    public static void AddGrpcApi(this IHostApplicationBuilder builder)
    {
        // Over the codecs' own bounds, so that a message of any honest size is refused by name and does not end its stream.
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = 16 * 1024 * 1024;
            // Else every address of two segments were one of a gRPC method that nobody knows, and a wrong HTTP method there a wrong address.
            grpc.IgnoreUnknownServices = true;
        });
        builder.Services.AddGrpcReflection();
    }

    public static void MapGrpcApi(this WebApplication app)
    {
        app.MapGrpcService<ClientsService>();
        app.MapGrpcService<RelayService>();
        app.MapGrpcService<WatchService>();
        app.MapGrpcReflectionService();
    }
}
