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
    /// <summary>The HTTP APIs of the server's other nodes.</summary>
    public IReadOnlyList<Uri> OtherApis { get; init; } = [];

    /// <summary>How it was warmed up; null: it was not yet.</summary>
    public Warmth? Warm { get; set; }

    /// <summary>Starts a fresh host, on the processors that are set apart for it.</summary>
    /// <param name="setup">With which store.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="binary">The build; null: the one that belongs to this simulator.</param>
    /// <exception cref="HostFailedException">It does not become ready.</exception>
    public static async Task<TrialTarget> StartAsync(CapacitySetup setup, CancellationToken cancel, string? binary = null)
    {
        var postgres = setup.StartsPostgres ? await OwnPostgres.StartAsync(cancel, setup.Cores?.Server) : null;
        try
        {
            var settings = postgres is null ? null : new Dictionary<string, string> { ["ConnectionStrings__Fleet"] = postgres.ConnectionString };
            var host = await OwnHost.StartAsync(cancel, attentive: false, setup.Cores?.Server, settings, setup.Backup, binary);
            host.IsThrownAway = true;
            return new TrialTarget([host.Grpc], host.Http, host, postgres);
        }
        catch
        {
            if (postgres is not null)
                await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (OwnHost is not null)
            await OwnHost.DisposeAsync();
        if (OwnPostgres is not null)
            await OwnPostgres.DisposeAsync();
    }
}
