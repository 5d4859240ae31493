using Akka.Actor;
using Fleet.Actors.Journal;
using Fleet.Actors.ReadModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fleet.Host.Health;

/// <summary>The journal takes reports.</summary>
internal sealed class JournalCheck(ActorSystem system, ReadModelWitness witness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(FleetJournalExtension.Of(system).Admission.Failing is { } refusal
            ? HealthCheckResult.Unhealthy(refusal.Message)
            : HealthCheckResult.Healthy(witness.Found is { } how ? $"At least {how.MissingRows} acknowledged rows were found missing at the start." : null));
}
