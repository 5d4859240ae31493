using Fleet.Journal;
using Fleet.Actors.ReadSide;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fleet.Host.Health;

/// <summary>The journal takes reports.</summary>
internal sealed class JournalCheck(Admission journal, ReadModelWitness witness, FleetReadModel fleet) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(journal.Failing is { } refusal
            ? HealthCheckResult.Unhealthy(refusal.Message)
            : HealthCheckResult.Healthy(string.Join(' ', Losses()) is { Length: > 0 } losses ? losses : null));

    /// <summary>What is lost does not make the journal unready for what comes.</summary>
    private IEnumerable<string> Losses()
    {
        if (witness.Found is { } how)
            yield return $"At least {how.MissingRows} acknowledged rows were found missing at the start.";
        if (fleet.Look.DamagedRows is > 0 and var rows)
            yield return $"Rows that cannot be read: {rows}.";
    }
}
