using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Fleet.Sim.Hosting;

namespace Fleet.Benchmarks.Starting;

/// <summary>The executable of the host, as a process that was just started. Times are since its start.</summary>
internal sealed class StartedHost : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly long _began;

    private StartedHost(StartPlace place)
    {
        var address = $"http://127.0.0.1:{FreePorts.Choose(0)}";
        _process = new Process { StartInfo = new ProcessStartInfo(Path.ChangeExtension(HostBinary.Find(typeof(StartedHost).Assembly), null)) { WorkingDirectory = place.Folder, UseShellExecute = false, RedirectStandardOutput = true } };
        foreach (var (name, value) in place.Settings)
            _process.StartInfo.Environment[name] = value;
        _process.StartInfo.Environment["Fleet__Http"] = address;
        _process.StartInfo.Environment["Fleet__Grpc"] = $"http://127.0.0.1:{FreePorts.Choose(0)}";
        // The clients made their rows at one time: at another one, a host has all of them to tell that they are offline, and their patterns old.
        _process.StartInfo.Environment["Fleet__Presence__Grace"] = "1.00:00:00";
        _process.StartInfo.Environment["Fleet__Pattern__MaxAge"] = "3650.00:00:00";
        _process.OutputDataReceived += (_, line) => Log = line.Data is null ? Log : Log + line.Data + "\n";
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        _began = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>What it has said.</summary>
    public string Log { get; private set; } = "";

    /// <summary>What it has used of processors.</summary>
    public TimeSpan Cpu => _process.TotalProcessorTime;

    public static StartedHost Start(StartPlace place) => new(place);

    /// <summary>It says that it is ready.</summary>
    public Task<TimeSpan> Ready() => Answers(() => _http.GetAsync("/health/ready"));

    /// <summary>A question about the fleet has its answer.</summary>
    public Task<TimeSpan> Answer() => Answers(() => _http.GetAsync("/v1/fleet/summary"));

    /// <summary>A report of a client is durable.</summary>
    /// <param name="client">Whose.</param>
    /// <param name="seq">Above all that it has sent before.</param>
    public Task<TimeSpan> Report(string client, long seq) => Answers(() => _http.PostAsJsonAsync($"/v1/clients/{client}/reports", new
    {
        seq,
        acked = seq - 1,
        observedAt = DateTimeOffset.UtcNow,
        facts = new { realTimeScan = seq % 2 == 0 ? "enabled" : "disabled" },
    }));

    /// <summary>Told to stop; returns how long that took.</summary>
    public async Task<TimeSpan> Stop()
    {
        var told = Stopwatch.GetTimestamp();
        PosixSignals.Terminate(_process);
        await _process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(told);
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _http.Dispose();
        _process.Dispose();
    }

    private async Task<TimeSpan> Answers(Func<Task<HttpResponseMessage>> ask)
    {
        while (!await IsAnswered(ask))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(_began) > Patience)
                throw new HostFailedException($"The host does not answer:\n{Log}");
            await Task.Delay(BetweenLooks);
        }

        return Stopwatch.GetElapsedTime(_began);
    }

    /// <summary>False: not yet.</summary>
    private static async Task<bool> IsAnswered(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var answer = await ask();
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
                throw new HostFailedException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
