using System.Text.Json;
using Fleet.Protocol.Http;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Trials;

/// <summary>
/// Looks every now and then at what the nodes of a server tell of themselves: their metrics, and of the first one the summary of the fleet. What
/// one does not tell, or not in time, is missing from the samples and nothing worse; what cannot be read, <see cref="ServerNode.Trouble"/> tells.
/// </summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private const int Most = 160;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<WatchedNode> _nodes;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Task _watching;

    /// <param name="apis">The HTTP APIs of the nodes, at least one.</param>
    /// <param name="trust">Whose certificates are taken.</param>
    /// <param name="time">The clock.</param>
    public ServerWatch(IReadOnlyList<Uri> apis, ServerTrust trust, TimeProvider time)
    {
        _http = new HttpClient(trust.Handler()) { Timeout = TimeSpan.FromSeconds(5) };
        (_nodes, _time) = ([.. apis.Select(api => new WatchedNode(api))], time);
        var start = time.GetTimestamp();
        _watching = Task.WhenAll(_nodes.Select(node => Task.Run(() => WatchAsync(node, start))));
    }

    /// <summary>The samples so far; never more than <see cref="Most"/> of a node, as then every second one goes.</summary>
    public IReadOnlyList<ServerNode> Nodes => [.. _nodes.Select(node => node.Copy())];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(WatchedNode node, long start)
    {
        for (var pause = Shortest; ; await Task.Delay(pause, _time, _stop.Token))
        {
            if (await LookAsync(node, _time.GetElapsedTime(start)))
                pause *= 2;
        }
    }

    /// <summary>True: there are so many samples of it that the next may wait twice as long.</summary>
    private async Task<bool> LookAsync(WatchedNode node, TimeSpan at)
    {
        var metrics = await AskAsync(node, "/metrics", MetricsText.Parse) ?? MetricsText.Parse("");
        var icons = node == _nodes[0] ? await AskAsync(node, "/v1/fleet/summary", IconsOf) ?? [] : [];
        var sample = new ServerSample(at, metrics.Sum("process_cpu_seconds_total"), metrics.Sum("process_working_set_bytes"), icons)
        {
            HeapBytes = metrics.Sum("dotnet_total_memory_bytes"),
            JitSeconds = metrics.Sum("fleet_jit_seconds_total"),
            GcPauseSeconds = metrics.Sum("fleet_gc_pause_seconds_total"),
            // Each collection of an older generation counts as one of generation 0, too.
            Collections = metrics.Sum("dotnet_collection_count_total", "generation=\"0\""),
            FullCollections = metrics.Sum("dotnet_collection_count_total", "generation=\"2\""),
            JournalQueue = metrics.Sum("fleet_journal_queue"),
            Commits = metrics.Sum("fleet_journal_commit_seconds_count"),
            CommitSeconds = metrics.Sum("fleet_journal_commit_seconds_sum"),
        };
        return sample is not { CpuSeconds: null, MemoryBytes: null, Icons.Count: 0 } && node.Add(sample, metrics.Label("fleet_build_info", "version"));
    }

    /// <summary>Null: it does not answer, or not in time, or nothing that can be read; the next answer may be one.</summary>
    private async Task<T?> AskAsync<T>(WatchedNode node, string path, Func<string, T> read) where T : class
    {
        try
        {
            return read(await _http.GetStringAsync(new Uri(node.Api, path), _stop.Token));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception unread) when (!_stop.IsCancellationRequested)
        {
            node.Missed(unread);
            return null;
        }
    }

    private static Dictionary<string, long> IconsOf(string summary) =>
        JsonSerializer.Deserialize<FleetSummary>(summary, ApiJson.Options) is { ByIcon: { } icons } ? icons.ToDictionary(icon => icon.Key.Name, icon => icon.Value) : [];

    private sealed class WatchedNode(Uri api)
    {
        private readonly Lock _gate = new();
        private readonly List<ServerSample> _samples = [];
        private string? _version;
        private string? _trouble;

        public Uri Api => api;

        /// <summary>What it told could not be read.</summary>
        public void Missed(Exception unread)
        {
            lock (_gate)
                _trouble = unread.Message;
        }

        /// <summary>True: there were too many, every second one is gone, and the next may wait twice as long.</summary>
        public bool Add(ServerSample sample, string? version)
        {
            lock (_gate)
            {
                _version ??= version;
                _samples.Add(sample);
                if (_samples.Count < Most)
                    return false;
                var kept = _samples.Where((_, i) => i % 2 == 0).ToList();
                _samples.Clear();
                _samples.AddRange(kept);
                return true;
            }
        }

        public ServerNode Copy()
        {
            lock (_gate)
                return new ServerNode(api, [.. _samples]) { Version = _version, Trouble = _trouble };
        }
    }
}

/// <summary>A node of a server, and what it told of itself.</summary>
/// <param name="Api">Its HTTP API.</param>
/// <param name="Samples">In order; empty if it told nothing.</param>
public sealed record ServerNode(Uri Api, IReadOnlyList<ServerSample> Samples)
{
    /// <summary>Of its build; null: it does not tell.</summary>
    public string? Version { get; init; }

    /// <summary>Why what it told could not be read, the last time that this was so; null: it always could.</summary>
    public string? Trouble { get; init; }
}

/// <summary>What a node told of itself at a moment; null: it does not tell. Counts and times are since its start.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="MemoryBytes">Its working set.</param>
/// <param name="Icons">How many clients show which icon; empty if it does not tell.</param>
public sealed record ServerSample(TimeSpan At, double? CpuSeconds, double? MemoryBytes, IReadOnlyDictionary<string, long> Icons)
{
    /// <summary>The managed heap.</summary>
    public double? HeapBytes { get; init; }

    /// <summary>How long methods were compiled.</summary>
    public double? JitSeconds { get; init; }

    /// <summary>How long its threads stood still for the garbage collector.</summary>
    public double? GcPauseSeconds { get; init; }

    /// <summary>Garbage collections of any generation.</summary>
    public double? Collections { get; init; }

    /// <summary>Those of all generations at once.</summary>
    public double? FullCollections { get; init; }

    /// <summary>Writes that wait for the journal.</summary>
    public double? JournalQueue { get; init; }

    /// <summary>Transactions of the journal.</summary>
    public double? Commits { get; init; }

    /// <summary>What all of these took, from begin to durable.</summary>
    public double? CommitSeconds { get; init; }
}

/// <summary>How a server was warmed up before it was measured.</summary>
/// <param name="Seconds">For how long, under load.</param>
/// <param name="Flat">Its processor time per report had stopped moving. False: the time for that was over, or it does not tell.</param>
/// <param name="CpuMicrosecondsPerReport">What a report took in the end; null: it does not tell.</param>
public sealed record Warmth(double Seconds, bool Flat, double? CpuMicrosecondsPerReport);
