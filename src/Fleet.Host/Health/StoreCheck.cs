using Fleet.Actors.ReadSide;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fleet.Host.Health;

/// <summary>The store answers, as far as was seen last: nobody who asks about health waits for it.</summary>
internal sealed class StoreCheck(FleetReadModel fleet) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fleet.Look.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}
