using Fleet.Sim.Hosting;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>Where a trial goes: a host that is started for one search alone, or a server that somebody runs.</summary>
/// <param name="Servers">gRPC addresses.</param>
/// <param name="Api">Address of the HTTP API.</param>
/// <param name="OwnHost">The host of this search; null: somebody else's server.</param>
internal sealed record TrialTarget(IReadOnlyList<Uri> Servers, Uri Api, OwnHost? OwnHost) : IAsyncDisposable
{
    /// <summary>How it was warmed up; null: it was not yet.</summary>
    public Warmth? Warm { get; set; }

    public ValueTask DisposeAsync() => OwnHost?.DisposeAsync() ?? ValueTask.CompletedTask;
}
