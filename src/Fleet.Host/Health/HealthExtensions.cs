using Fleet.Protocol.Wire;
using Fleet.V1;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fleet.Host.Health;

/// <summary>Wires health into the host, over HTTP and as the gRPC health service.</summary>
internal static class HealthExtensions
{
    private static readonly HttpMethodMetadata OnlyRead = new([HttpMethods.Get]);

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrpcHealthChecks(health =>
        {
            // Who asks about one service is told what holds for all of them.
            foreach (var service in (ReadOnlySpan<string>)[FleetClientsService.Descriptor.FullName, FleetRelayService.Descriptor.FullName, FleetWatch.Descriptor.FullName])
                health.Services.Map(service, _ => true);
        });
        builder.Services.AddHealthChecks()
            .AddCheck<ClusterCheck>("cluster")
            .AddCheck<JournalCheck>("journal")
            .AddCheck<StoreCheck>("store");
        // Who watches over gRPC is told of a change after this time at most.
        builder.Services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    public static void MapHealth(this IEndpointRouteBuilder http)
    {
        http.MapHealthChecks("/health/live", Options(_ => false)).WithMetadata(OnlyRead);
        http.MapHealthChecks("/health/ready", Options(_ => true)).WithMetadata(OnlyRead);
    }

    public static void MapGrpcHealth(this IEndpointRouteBuilder grpc) => grpc.MapGrpcHealthChecksService();

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which) => new() { Predicate = which, ResponseWriter = Write };

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = WordOf(report.Status),
        Checks = report.Entries.ToDictionary(check => check.Key, check => new { Status = WordOf(check.Value.Status), check.Value.Description }),
    });

    private static string WordOf(HealthStatus status) => status == HealthStatus.Healthy ? "healthy" : "unhealthy";
}
