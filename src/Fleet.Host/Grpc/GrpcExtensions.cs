namespace Fleet.Host.Grpc;

/// <summary>Wires gRPC into the host.</summary>
internal static class GrpcExtensions
{
    public static void AddGrpcApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrpc();
        builder.Services.AddGrpcReflection();
    }

    public static void MapGrpcApi(this WebApplication app) => app.MapGrpcReflectionService();
}
