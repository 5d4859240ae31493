using System.Net;
using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>A place of the cluster: its addresses stay, its processes come and go.</summary>
internal sealed class Node : IDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _settings;
    private readonly string[] _before;
    private NodeProcess? _process;

    /// <param name="address">All that it listens on is at this one.</param>
    /// <param name="settings">Of all nodes.</param>
    /// <param name="before">See <see cref="NodeProcess.Start"/>.</param>
    public Node(IPAddress address, IReadOnlyDictionary<string, string> settings, params string[] before)
    {
        _before = before;
        int[] ports = address.Equals(IPAddress.Loopback) ? [FreePort.Next(), FreePort.Next(), FreePort.Next()] : [5080, 5081, 4053];
        Http = new Uri($"http://{address}:{ports[0]}");
        Grpc = new Uri($"http://{address}:{ports[1]}");
        Remoting = $"{address}:{ports[2]}";
        _http = new HttpClient { BaseAddress = Http, Timeout = TimeSpan.FromSeconds(10) };
        _settings = new Dictionary<string, string>(settings)
        {
            ["Fleet__Http"] = $"http://{address}:{ports[0]}",
            ["Fleet__Grpc"] = $"http://{address}:{ports[1]}",
            ["Fleet__Cluster__Advertise"] = $"http://{address}:{ports[1]}",
            ["Fleet__Cluster__Host"] = $"{address}",
            ["Fleet__Cluster__Port"] = $"{ports[2]}",
        };
    }

    public Uri Http { get; }

    public Uri Grpc { get; }

    /// <summary>Where other nodes reach it.</summary>
    public string Remoting { get; }

    public NodeProcess Process => _process ?? throw new InvalidOperationException("The node was not started.");

    /// <summary>A process is in this place.</summary>
    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>Starts a process in this place; the last one has ended.</summary>
    public void Start(string seeds, params (string Name, string Value)[] more)
    {
        _process?.Dispose();
        _process = NodeProcess.Start(new Dictionary<string, string>(_settings.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))))
        {
            ["Fleet__Cluster__Seeds"] = seeds,
        }, _before);
    }

    public async Task<bool> IsReady()
    {
        if (!IsRunning)
            return false;
        return await Get("/health/ready") is not null;
    }

    /// <summary>The body of an answer; null if there is none, or it is not 200.</summary>
    public async Task<string?> Get(string path)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _http.Dispose();
    }
}
