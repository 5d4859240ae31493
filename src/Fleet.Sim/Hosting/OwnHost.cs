using System.Diagnostics;

namespace Fleet.Sim.Hosting;

/// <summary>
/// A host process of our own on a data folder of its own; both are gone when it is disposed of. It ends with this process, even if that is killed.
/// </summary>
internal sealed class OwnHost : IAsyncDisposable
{
    private const int UsualHttp = 5080;
    private const int UsualGrpc = 5081;
    private const int LinesKept = 20;
    private const string Setsid = "/usr/bin/setsid";

    /// <summary>What a host says when it listens. Another one may have taken its port in the meantime, and would be ready just as well.</summary>
    private const string Listening = "Ready after ";

    /// <summary>What a host says whose port somebody else has.</summary>
    private const string PortTaken = " is taken: ";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Queue<string> _said = new();
    private readonly OwnFolder _data;
    private readonly Process _process;

    private readonly string _binary;
    private readonly bool _attentive;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private volatile bool _listens;

    private OwnHost(string binary, OwnFolder data, bool attentive, bool atUsualPorts, IReadOnlyDictionary<string, string>? settings)
    {
        _binary = binary;
        _attentive = attentive;
        _data = data;
        _settings = settings ?? new Dictionary<string, string>();
        (Http, Grpc) = atUsualPorts ? (Loopback(UsualHttp), Loopback(UsualGrpc)) : (Loopback(0), Loopback(0));
        _process = Prepare();
    }

    /// <summary>Nobody looks at how it ends: it is killed rather than waited for.</summary>
    public bool IsThrownAway { get; set; }

    /// <summary>The processor time that it has taken.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Where its HTTP API is.</summary>
    public Uri Http { get; }

    /// <summary>Where sessions are opened.</summary>
    public Uri Grpc { get; }

    /// <summary>Starts a host, at the usual ports if they are free, and waits until it is ready.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="attentive">With short presence times: silence is found out while somebody watches. Else those of the host's settings.</param>
    /// <param name="cores">Where it runs; null: anywhere.</param>
    /// <param name="settings">More settings, by the names of the environment.</param>
    /// <param name="backup">What its store begins with; null: nothing.</param>
    /// <param name="binary">The assembly of the host; null: of the one that belongs to this simulator.</param>
    /// <exception cref="HostFailedException">It does not become ready, or the backup cannot be restored; the message has its last words.</exception>
    public static async Task<OwnHost> StartAsync(
        CancellationToken cancel, bool attentive = true, Cores? cores = null, IReadOnlyDictionary<string, string>? settings = null, string? backup = null,
        string? binary = null)
    {
        try
        {
            return await StartAsync(atUsualPorts: true);
        }
        catch (HostFailedException e) when (e.Message.Contains(PortTaken, StringComparison.Ordinal))
        {
            // Somebody was quicker: between the look for a free port and its use there is a while.
            return await StartAsync(atUsualPorts: false);
        }

        Task<OwnHost> StartAsync(bool atUsualPorts) =>
            new OwnHost(binary ?? HostBinary.Find(), OwnFolder.Create(), attentive, atUsualPorts, settings).StartedAsync(cores, backup, cancel);
    }

    private async Task<OwnHost> StartedAsync(Cores? cores, string? backup, CancellationToken cancel)
    {
        try
        {
            if (backup is not null)
                await RestoreAsync(backup, cancel);
            if (cores is null)
                _process.Start();
            else
                cores.Start(() => _process.Start());
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            await UntilReadyAsync(cancel);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it in good order, by force if it must be, and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            if (IsThrownAway)
                _process.Kill();
            else
                PosixSignals.Terminate(_process);
            using var patience = new CancellationTokenSource(StopsWithin);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
        _data.Dispose();
    }

    private async Task RestoreAsync(string backup, CancellationToken cancel)
    {
        using var restore = Prepare("restore", Path.GetFullPath(backup));
        restore.Start();
        restore.BeginOutputReadLine();
        restore.BeginErrorReadLine();
        try
        {
            await restore.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            restore.Kill();
            throw;
        }

        if (restore.ExitCode != 0)
            throw new HostFailedException($"{backup} cannot be restored: exit code {restore.ExitCode}.{LastWords()}");
    }

    /// <summary>The host's executable with this host's settings: to serve, or with arguments for something else.</summary>
    private Process Prepare(params string[] arguments)
    {
        var process = new Process { StartInfo = StartInfo(_binary) };
        foreach (var argument in arguments)
            process.StartInfo.ArgumentList.Add(argument);
        foreach (var (name, value) in _settings)
            process.StartInfo.Environment[name] = value;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        return process;
    }

    /// <summary>It was started, and has not ended.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                return !_process.HasExited;
            }
            catch (InvalidOperationException)
            {
                // It was never started.
                return false;
            }
        }
    }

    private async Task UntilReadyAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Http };
        var start = Stopwatch.GetTimestamp();
        while (!(_listens && await IsReadyAsync(http, cancel)))
        {
            if (_process.HasExited)
            {
                // With its last words.
                await _process.WaitForExitAsync(cancel);
                throw new HostFailedException($"The host ended with exit code {_process.ExitCode} before it was ready.{LastWords()}");
            }

            if (Stopwatch.GetElapsedTime(start) > StartsWithin)
                throw new HostFailedException($"The host was not ready within {StartsWithin.TotalSeconds:0} s.{LastWords()}");
            await Task.Delay(BetweenLooks, cancel);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ProcessStartInfo StartInfo(string binary)
    {
        // The same dotnet that runs this process; or, where it has an executable of its own, the host's.
        var own = Environment.ProcessPath;
        var start = Path.GetFileNameWithoutExtension(own) == "dotnet"
            ? new ProcessStartInfo(own!, [binary])
            : new ProcessStartInfo(HostBinary.Executable(binary));
        // Ctrl+C goes to everybody at the terminal: without a session of its own the host would end before its demo does.
        if (File.Exists(Setsid))
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = Setsid;
        }

        // Nothing is written there: it ends when this process does.
        start.RedirectStandardInput = true;
        start.Environment["Fleet__StopAtEndOfInput"] = "true";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = _data.Path;
        start.Environment["Fleet__Data"] = _data.Of("data");
        start.Environment["Fleet__Http"] = Address(Http);
        start.Environment["Fleet__Grpc"] = Address(Grpc);
        // Whatever the caller's own host has.
        start.Environment["Fleet__Tls__Certificate"] = "none";
        start.Environment["Fleet__Tls__Key"] = "none";
        start.Environment["Fleet__Cluster__Advertise"] = Address(Grpc);
        // So that it says what is waited for, whatever the caller's own host says.
        start.Environment["Logging__LogLevel__Fleet.Host.Logging.Banner"] = "Information";
        start.Environment["Logging__Console__LogLevel__Fleet.Host.Logging.Banner"] = "Information";
        if (!_attentive)
            return start;
        // Not so short that every hiccup of a busy machine is taken for silence.
        start.Environment["Fleet__Presence__Heartbeat"] = "00:00:03";
        start.Environment["Fleet__Presence__Timeout"] = "00:00:09";
        start.Environment["Fleet__Presence__Grace"] = "00:00:09";
        return start;
    }

    private static Uri Loopback(int usual) => new($"http://127.0.0.1:{FreePorts.Choose(usual)}");

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        _listens |= line.Data.Contains(Listening, StringComparison.Ordinal);
        lock (_said)
        {
            _said.Enqueue(line.Data);
            if (_said.Count > LinesKept)
                _said.Dequeue();
        }
    }

    private string LastWords()
    {
        lock (_said)
            return string.Concat(_said.Select(line => $"\n  {line}"));
    }
}
