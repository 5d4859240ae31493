using System.Diagnostics;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Testing;

namespace Fleet.Cluster.Tests.Load;

/// <summary>Clients that report all the time, spread over the servers, while something happens to these.</summary>
internal sealed class FleetLoad : IAsyncDisposable
{
    /// <summary>Enough for every answer of a sound cluster, and not too long to go elsewhere when a node is silent.</summary>
    private static readonly TimeSpan Restless = TimeSpan.FromSeconds(5);

    private static int _loads;
    private readonly LoadServers _servers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _running;
    private readonly long _start = Stopwatch.GetTimestamp();

    private FleetLoad(IEnumerable<Uri> servers, int clients, TimeSpan pace, TimeSpan patience)
    {
        _servers = new LoadServers(servers);
        Prefix = $"load-{Interlocked.Increment(ref _loads)}-";
        Clients = [.. Enumerable.Range(0, clients).Select(i => new LoadClient($"{Prefix}{i}", _servers, i, pace, patience, _start))];
        _running = [.. Clients.Select(client => Task.Run(() => client.Run(_stop.Token)))];
    }

    public IReadOnlyList<LoadClient> Clients { get; }

    /// <summary>What their ids begin with.</summary>
    public string Prefix { get; }

    /// <summary>Since its start.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>Starts it, and returns when every client has acks.</summary>
    /// <param name="servers">Where the clients can go.</param>
    /// <param name="clients">How many.</param>
    /// <param name="isPatient">A client gives no session up by itself: for tests in which none may end.</param>
    public static async Task<FleetLoad> Start(IEnumerable<Uri> servers, int clients = 60, bool isPatient = false)
    {
        var load = new FleetLoad(servers, clients, TimeSpan.FromMilliseconds(250), isPatient ? Patience.Long : Restless);
        await load.AllAcked(after: TimeSpan.Zero);
        return load;
    }

    /// <summary>Waits until every client has an ack of something that it observed after a moment.</summary>
    public Task AllAcked(TimeSpan after) => Eventually.Holds(
        () => !HasFault() && Clients.All(client => client.Acks is { Count: > 0 } acks && acks[^1].Due >= after), "every client is answered again", Trouble);

    /// <summary>Nothing more is observed, and all that was is acked; sessions stay.</summary>
    public async Task FallSilent()
    {
        foreach (var client in Clients)
            client.FallSilent();
        await Eventually.Holds(() => !HasFault() && Clients.All(client => client.IsQuiet), "all is acked", Trouble);
    }

    /// <summary>A client that met what no client may meet is the end of the test.</summary>
    private bool HasFault() => _running.FirstOrDefault(run => run.IsFaulted) is { } gaveUp ? throw new InvalidOperationException("A client gave up.", gaveUp.Exception) : false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _servers.Dispose();
        _stop.Dispose();
    }

    private string Trouble()
    {
        // Who was never welcomed first, and then whose last ack is oldest.
        var waiting = Clients.Where(client => client.Acks.Count < client.Told || client.Told == 0).OrderBy(client => client.Acks is [.., var last] ? last.Due : TimeSpan.MinValue).ToList();
        return $"{waiting.Count} clients wait: {string.Join("; ", waiting.Take(5).Select(client => $"{client.Id} {client.Acks.Count}/{client.Told} in {client.Sessions} sessions {client.Trouble}"))}";
    }
}
