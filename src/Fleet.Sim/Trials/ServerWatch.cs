using System.Globalization;
using System.Text.Json;
using Fleet.Protocol.Http;

namespace Fleet.Sim.Trials;

/// <summary>
/// Looks every now and then at what a server tells of itself: its metrics, and the summary of its fleet. What it does not
/// tell, or not in time, is missing from the samples and nothing worse.
/// </summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private const int Most = 160;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<ServerSample> _samples = [];
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Task _watching;
    private volatile string? _version;

    public ServerWatch(Uri api, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api, Timeout = TimeSpan.FromSeconds(5) };
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>The samples so far; never more than <see cref="Most"/>, as then every second one goes.</summary>
    public IReadOnlyList<ServerSample> Samples
    {
        get
        {
            lock (_samples)
                return [.. _samples];
        }
    }

    /// <summary>The server's version, as its metrics tell it; null: not yet, or they do not.</summary>
    public string? Version => _version;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        var start = _time.GetTimestamp();
        for (var pause = Shortest; ; await Task.Delay(pause, _time, _stop.Token))
        {
            var at = _time.GetElapsedTime(start);
            var metrics = await TextAsync("/metrics") ?? "";
            _version ??= VersionOf(metrics);
            var icons = IconsOf(await TextAsync("/v1/fleet/summary"));
            var sample = new ServerSample(at, Gauge(metrics, "process_cpu_seconds_total"), Gauge(metrics, "process_working_set_bytes"), icons);
            if (sample is { CpuSeconds: null, MemoryBytes: null, Icons.Count: 0 })
                continue;
            lock (_samples)
            {
                _samples.Add(sample);
                if (_samples.Count < Most)
                    continue;
                var kept = _samples.Where((_, i) => i % 2 == 0).ToList();
                _samples.Clear();
                _samples.AddRange(kept);
            }

            pause *= 2;
        }
    }

    private async Task<string?> TextAsync(string path)
    {
        try
        {
            return await _http.GetStringAsync(new Uri(path, UriKind.Relative), _stop.Token);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static double? Gauge(string metrics, string name)
    {
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is not null && double.TryParse(line[(name.Length + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static string? VersionOf(string metrics)
    {
        const string Before = "fleet_build_info{version=\"";
        var start = metrics.IndexOf("\n" + Before, StringComparison.Ordinal) + 1 + Before.Length;
        return start > Before.Length ? metrics[start..metrics.IndexOf('"', start)] : null;
    }

    private static Dictionary<string, long> IconsOf(string? summary)
    {
        try
        {
            return summary is not null && JsonSerializer.Deserialize<FleetSummary>(summary, ApiJson.Options) is { ByIcon: { } icons }
                ? icons.ToDictionary(icon => icon.Key.Name, icon => icon.Value)
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>What a server told of itself at a moment.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="CpuSeconds">Processor time that it has taken since its start; null if it does not tell.</param>
/// <param name="MemoryBytes">Its working set; null if it does not tell.</param>
/// <param name="Icons">How many clients show which icon; empty if it does not tell.</param>
public sealed record ServerSample(TimeSpan At, double? CpuSeconds, double? MemoryBytes, IReadOnlyDictionary<string, long> Icons);

/// <summary>How a server was warmed up before it was measured.</summary>
/// <param name="Seconds">For how long, under load.</param>
/// <param name="Flat">Its processor time per report had stopped moving. False: the time for that was over, or it does not tell.</param>
/// <param name="CpuMicrosecondsPerReport">What a report took in the end; null: it does not tell.</param>
public sealed record Warmth(double Seconds, bool Flat, double? CpuMicrosecondsPerReport);
