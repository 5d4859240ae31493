namespace Fleet.Sim.Hosting;

/// <summary>Host processes of our own: one on the embedded store, or several on a PostgreSQL of our own.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly List<OwnHost> _hosts = [];
    private OwnPostgres? _postgres;

    private OwnCluster()
    {
    }

    /// <summary>Where HTTP APIs are, in the order of the starts.</summary>
    public IReadOnlyList<Uri> Http => _hosts.ConvertAll(host => host.Http);

    /// <summary>Where sessions are opened.</summary>
    public IReadOnlyList<Uri> Grpc => _hosts.ConvertAll(host => host.Grpc);

    /// <summary>Starts so many, and waits until all are ready.</summary>
    /// <param name="nodes">How many hosts.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="settings">Settings of each, by the names of the environment; null: none beside its own.</param>
    /// <param name="backup">What their store begins with; null: nothing.</param>
    /// <exception cref="HostFailedException">One does not become ready, the backup cannot be restored, or there is no PostgreSQL for several.</exception>
    public static async Task<OwnCluster> StartAsync(int nodes, CancellationToken cancel, IReadOnlyDictionary<string, string>? settings = null, string? backup = null)
    {
        var cluster = new OwnCluster();
        try
        {
            if (nodes > 1)
                cluster._postgres = await OwnPostgres.StartAsync(cancel);
            var seed = FreePorts.Choose(0);
            for (var node = 0; node < nodes; node++)
                cluster._hosts.Add(await OwnHost.StartAsync(cancel, settings: cluster.Settings(node == 0 ? seed : 0, seed, settings ?? new Dictionary<string, string>()), backup: node == 0 ? backup : null));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The one that the others joined by goes last.
        for (var i = _hosts.Count - 1; i >= 0; i--)
            await _hosts[i].DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    private IReadOnlyDictionary<string, string> Settings(int port, int seed, IReadOnlyDictionary<string, string> more) => _postgres is null ? more : new Dictionary<string, string>(more)
    {
        ["Fleet__Store"] = "postgres",
        ["ConnectionStrings__Fleet"] = _postgres.ConnectionString,
        ["Fleet__Cluster__Port"] = $"{port}",
        ["Fleet__Cluster__Seeds"] = $"127.0.0.1:{seed}",
    };
}
