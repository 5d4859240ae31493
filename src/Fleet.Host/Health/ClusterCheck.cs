using Akka.Actor;
using Akka.Cluster;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Fleet.Host.Health;

/// <summary>This node is a member of its cluster, so that its shard region finds every client.</summary>
internal sealed class ClusterCheck(ActorSystem system) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = Cluster.Get(system).SelfMember.Status;
        return Task.FromResult(status == MemberStatus.Up ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"This node is {status}."));
    }
}
