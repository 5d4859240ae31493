using Fleet.Sim.Hosting;

namespace Fleet.Sim.Capacity;

/// <summary>Where a trial goes: a host that is started for it alone, or a server that somebody runs.</summary>
/// <param name="Servers">gRPC addresses.</param>
/// <param name="Api">Address of the HTTP API.</param>
/// <param name="OwnHost">The host of this trial; null: somebody else's server.</param>
internal sealed record TrialTarget(IReadOnlyList<Uri> Servers, Uri Api, OwnHost? OwnHost) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => OwnHost?.DisposeAsync() ?? ValueTask.CompletedTask;
}
