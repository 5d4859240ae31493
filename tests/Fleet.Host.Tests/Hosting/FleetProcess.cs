using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Fleet.Testing;

namespace Fleet.Host.Tests.Hosting;

/// <summary>The executable, as a process of its own.</summary>
internal sealed partial class FleetProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private int _openOutputs = 2;

    private FleetProcess(string executable, string workingFolder, string[] args, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(executable, args)
        {
            UseShellExecute = false,
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = OtherProcess.Start(start);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it is.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "fleet");

    /// <summary>All that it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The lines, each whole, that tell of errors of the server or have a stack trace.</summary>
    public IReadOnlyList<string> Errors =>
        [.. Output.Split('\n').Where(line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal))];

    public bool HasEnded => _process.HasExited;

    /// <summary>The memory that it has in use, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Where it listens for gRPC; known once it is ready.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>Starts it on free ports, and waits until it says that it is ready. Who asks it asks again while it cannot answer.</summary>
    public static Task<(FleetProcess Process, HttpClient Http)> StartReady(string workingFolder, params string[] settings) =>
        StartReady(Executable, workingFolder, [], settings);

    /// <summary>Starts an executable that was put somewhere else, and waits until it says that it is ready.</summary>
    public static async Task<(FleetProcess Process, HttpClient Http)> StartReady(
        string executable, string workingFolder, (string Name, string Value)[] environment, params string[] settings)
    {
        var process = new FleetProcess(executable, workingFolder, ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", .. settings], environment);
        try
        {
            var addresses = Addresses().Match(await process.Says("Ready after")).Groups;
            process.Grpc = new Uri(addresses["grpc"].Value);
            return (process, new HttpClient(new PatientHandler(new SocketsHttpHandler())) { BaseAddress = new Uri(addresses["http"].Value), Timeout = Patience.Long });
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, and waits for nothing.</summary>
    public static FleetProcess Start(string workingFolder, string[] args, params (string Name, string Value)[] environment) =>
        new(Executable, workingFolder, args, environment);

    /// <summary>Starts a shell that starts it.</summary>
    public static FleetProcess StartInShell(string workingFolder, string script) => new("sh", workingFolder, ["-c", script], []);

    /// <summary>Waits for a line of output.</summary>
    public async Task<string> Says(string text)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"It ended without saying '{text}': {Output}");
    }

    /// <summary>Waits for its end, and for all that it wrote.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Ended()
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public Task Signal(PosixSignal signal) => Signal(signal.ToString()[3..]);

    /// <summary>Nothing of it runs until <see cref="Thaw"/>; signals wait until then, but for SIGKILL.</summary>
    public Task Freeze() => Signal("STOP");

    public Task Thaw() => Signal("CONT");

    /// <summary>Ends it by SIGKILL.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private async Task Signal(string name)
    {
        // Built into every shell, while the program of that name is not on every machine.
        using var kill = OtherProcess.Start("sh", "-c", $"kill -{name} {_process.Id}");
        await kill.WaitForExitAsync();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _openOutputs) == 0)
                _lines.Writer.TryComplete();
            return;
        }

        lock (_output)
            _output.AppendLine(line);
        _lines.Writer.TryWrite(line);
    }

    [GeneratedRegex("HTTP (?<http>https?://[^,]*), gRPC (?<grpc>https?://[^,]*),", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
