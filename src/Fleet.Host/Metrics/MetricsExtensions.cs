using System.Reflection;
using Prometheus;

namespace Fleet.Host.Metrics;

/// <summary>Wires <c>/metrics</c> into the host: what the fleet measures, and the process.</summary>
internal static class MetricsExtensions
{
    public static void AddFleetMetrics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => Prometheus.Metrics.NewCustomRegistry());
        builder.Services.AddSingleton<MeterBridge>();
        builder.Services.AddSingleton<RuntimeMetrics>();
    }

    public static void MapFleetMetrics(this IEndpointRouteBuilder http)
    {
        var registry = http.ServiceProvider.GetRequiredService<CollectorRegistry>();
        DotNetStats.Register(registry);
        Prometheus.Metrics.WithCustomRegistry(registry).CreateGauge("fleet_build_info", "Always 1: the version of this node is in the label.", "version")
            .WithLabels(typeof(MetricsExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion).Set(1);
        // It listens from here on, before anything is measured.
        http.ServiceProvider.GetRequiredService<MeterBridge>();
        http.ServiceProvider.GetRequiredService<RuntimeMetrics>();
        http.MapMetrics("/metrics", registry).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));
    }
}
