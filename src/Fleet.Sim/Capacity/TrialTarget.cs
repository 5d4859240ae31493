using Fleet.Sim.Hosting;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>Where a trial goes: a host that is started for one search alone, or a server that somebody runs.</summary>
/// <param name="Servers">gRPC addresses.</param>
/// <param name="Api">Address of the HTTP API.</param>
/// <param name="OwnHost">The host of this search; null: somebody else's server.</param>
/// <param name="OwnPostgres">Its store; null: not one of our own.</param>
internal sealed record TrialTarget(IReadOnlyList<Uri> Servers, Uri Api, OwnHost? OwnHost, OwnPostgres? OwnPostgres = null) : IAsyncDisposable
{
    /// <summary>How it was warmed up; null: it was not yet.</summary>
    public Warmth? Warm { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (OwnHost is not null)
            await OwnHost.DisposeAsync();
        if (OwnPostgres is not null)
            await OwnPostgres.DisposeAsync();
    }
}
